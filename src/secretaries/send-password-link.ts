import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { parseEmail } from '../email-address.ts'
import { newId } from '../ids.ts'
import type { SecretaryRow } from './find-secretary.ts'
import { composePasswordMail, type PasswordMailKind } from './password-mail.ts'
import { recordAccountEvent } from './record-account-event.ts'
import { hashSessionToken, newSessionToken } from './session-token.ts'
import { passwordLinks } from './tables.ts'

type SendingContext = Pick<Context, 'config' | 'db' | 'log' | 'mailer' | 'now'>

const hoursValid = { invitation: 7 * 24, reset: 1 } as const satisfies Record<PasswordMailKind, number>

/** Mails her a link by which she chooses her password, once; links sent before open nothing any more. */
export async function sendPasswordLink(
  context: SendingContext,
  secretary: SecretaryRow,
  { kind, actorId }: { readonly kind: PasswordMailKind; readonly actorId: string | null },
): Promise<'sent' | 'notSent'> {
  const address = parseEmail(secretary.email)
  if (!address) return 'notSent'
  const token = await saveLink(context, secretary.id, { kind, actorId })
  const { name, language } = secretary
  const href = `${context.config.publicUrl}/console/password/${token}`
  const mail = composePasswordMail({ kind, name, language, href, hours: hoursValid[kind] })
  const messageId = context.mailer.messageIdOf(newId())
  const outcome = await context.mailer.send({
    ...mail,
    fromName: 'Permanence',
    to: { name, address },
    messageId,
  })
  if (outcome.kind !== 'sent')
    context.log.warn({ event: 'passwordLink.notSent', secretaryId: secretary.id, code: outcome.code })
  return outcome.kind === 'sent' ? 'sent' : 'notSent'
}

async function saveLink(
  { db, now }: SendingContext,
  secretaryId: string,
  { kind, actorId }: { kind: PasswordMailKind; actorId: string | null },
): Promise<string> {
  const token = newSessionToken()
  const at = now()
  const expiresAt = new Date(at.getTime() + hoursValid[kind] * 3_600_000)
  await db.transaction(async (tx) => {
    const earlier = and(eq(passwordLinks.secretaryId, secretaryId), isNull(passwordLinks.usedAt))
    await tx.update(passwordLinks).set({ usedAt: at }).where(earlier)
    const row = { tokenHash: hashSessionToken(token), secretaryId, createdAt: at, expiresAt, usedAt: null }
    await tx.insert(passwordLinks).values(row)
    const verb = kind === 'invitation' ? 'invited' : 'passwordLinkSent'
    await recordAccountEvent(tx, { actorId, secretaryId, verb, at })
  })
  return token
}
