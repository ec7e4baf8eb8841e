import type { Act } from '../acts/record-act.ts'
import type { Transaction } from '../db/db.ts'
import { openTask } from '../tasks/open-task.ts'
import { type Settings, saveChoices } from './save-choices.ts'

type Executive = { readonly clientId: number; readonly id: string; readonly mobile: string | null }

/**
 * No more digests by e-mail (RFC 8058): they go by text where she has a mobile. Where she has none they end,
 * her messages come at once instead, and the supervisor is told. Answers the act; null when none went by e-mail.
 */
export async function stopDigestMails(
  tx: Transaction,
  { clientId, id, mobile }: Executive,
  actor: Act['actor'],
  now: Date,
): Promise<string | null> {
  const change = (standing: Settings) => withoutMails(standing, mobile !== null)
  const actId = await saveChoices(tx, { clientId, id }, change, { actor, authority: 'unsubscribe', now })
  if (!actId || mobile) return actId
  const details = { executiveId: id, actId }
  await openTask(tx, { clientId, audience: 'supervisor', kind: 'digestsEnded', key: actId, details }, now)
  return actId
}

function withoutMails(standing: Settings, byText: boolean): Settings {
  const { digest } = standing.choices
  if (!digest.channels.includes('email') || Object.keys(digest.times).length === 0) return standing
  const changed = byText
    ? { digest: { ...digest, channels: ['sms' as const] } }
    : { digest: { ...digest, times: {} }, ordinaryWhen: 'atOnce' as const }
  return { ...standing, choices: { ...standing.choices, ...changed } }
}
