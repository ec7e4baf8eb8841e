import { tellStory } from '../../calls/record-transfer.ts'
import type { Ring } from '../../calls/voice-answer.ts'
import type { Client } from '../../clients/client.ts'
import type { Context } from '../../context.ts'
import { missDial } from '../../floor/miss-dial.ts'
import { tellFloor } from '../../floor/tell-floor.ts'
import { isPhoneNumber } from '../../phone-number.ts'
import type { LiveNow } from '../read-live.ts'
import type { LiveKey } from '../take-step.ts'
import { waitPlaceOf } from '../wait-place.ts'
import { type AgencyTelephone, composeRing, ringable } from './compose-ring.ts'
import { findRungTelephones } from './rung-telephones.ts'
import { secoursNow, secoursRung, secoursUntil } from './secours.ts'
import { justQueuedMs } from './send-to-telephones.ts'

type At = LiveKey & { readonly at: Date }
/** `first`: he comes to it before he has heard anything. */
type Coming = 'first' | 'later'

/** He is dialled through to the telephones that his call rings at; null where it rings at none. */
export async function ringTelephones(
  context: Pick<Context, 'config' | 'db' | 'presence'>,
  client: Client,
  key: At,
  live: LiveNow,
  coming: Coming,
): Promise<Ring | null> {
  if (live.state !== 'waiting') return null
  const isDue = live.answerBy !== null && live.answerBy <= key.at
  const hers = live.telephoneRungSince && !isDue ? ringable(await findRungTelephones(context.db, key)) : []
  const until = live.answerBy?.getTime() ?? 0
  if (hers.length > 0) return dialNow(context, client, key, live, { telephones: hers, coming, until })
  const telephones = await secoursNow(context, client, key, live)
  if (telephones.length === 0) return null
  return dialNow(context, client, key, live, { telephones, coming, until: secoursUntil(live) })
}

type Dialled = {
  readonly telephones: readonly AgencyTelephone[]
  readonly coming: Coming
  /** In milliseconds since 1970: the voicemail's turn. */
  readonly until: number
}

async function dialNow(
  { config, db }: Pick<Context, 'config' | 'db'>,
  client: Client,
  { at, ...key }: At,
  live: LiveNow,
  { telephones, coming, until }: Dialled,
): Promise<Ring | null> {
  if (!isPhoneNumber(live.line)) return null
  const details = { secretaries: telephones.map(({ secretaryId }) => secretaryId).join(' ') }
  const step = telephones.some(({ emergencyId }) => emergencyId) ? secoursRung : 'telephoneRung-'
  await db.transaction((tx) => tellStory(tx, key, { key: `${step}${at.getTime()}`, at, details }))
  const leftSeconds = (until - at.getTime()) / 1000
  const isNew = at.getTime() - (live.queuedAt?.getTime() ?? 0) < justQueuedMs
  const greets = coming === 'first' && isNew && !live.isBack
  const place = waitPlaceOf(config, client, key.callId)
  return composeRing(place, { callerId: live.line, telephones, leftSeconds, greets })
}

/** Nobody pressed the key: the next is asked at once, where there is one who is free. */
export async function passTelephones(
  context: Pick<Context, 'db' | 'live' | 'log' | 'rings'>,
  { at, ...key }: At,
  dialStatus: string,
): Promise<void> {
  const missed = await context.db.transaction(async (tx) => {
    const secretaryIds = await missDial(tx, { ...key, at })
    const details = { dialStatus, secretaries: secretaryIds.join(' ') }
    await tellStory(tx, key, { key: `telephoneMissed-${at.getTime()}`, at, details })
    return secretaryIds
  })
  context.log.info({ event: 'call.telephonesMissed', ...key, dialStatus, missed: missed.length })
  tellFloor(context, key.clientId)
  await context.rings.look()
}
