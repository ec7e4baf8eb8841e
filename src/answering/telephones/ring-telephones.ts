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
import { justQueuedMs } from './send-to-telephones.ts'

type At = LiveKey & { readonly at: Date }
/** `first`: he comes to it before he has heard anything. */
type Coming = 'first' | 'later'

/** He is dialled through to the telephones that his call rings at; null where it rings at none. */
export async function ringTelephones(
  context: Pick<Context, 'config' | 'db'>,
  client: Client,
  key: At,
  live: LiveNow,
  coming: Coming,
): Promise<Ring | null> {
  const isDue = live.answerBy !== null && live.answerBy <= key.at
  if (live.state !== 'waiting' || !live.telephoneRungSince || isDue) return null
  const telephones = ringable(await findRungTelephones(context.db, key))
  return telephones.length > 0 ? dialNow(context, client, key, live, { telephones, coming }) : null
}

type Dialled = { readonly telephones: readonly AgencyTelephone[]; readonly coming: Coming }

async function dialNow(
  { config, db }: Pick<Context, 'config' | 'db'>,
  client: Client,
  { at, ...key }: At,
  live: LiveNow,
  { telephones, coming }: Dialled,
): Promise<Ring | null> {
  if (!isPhoneNumber(live.line)) return null
  const details = { secretaries: telephones.map(({ secretaryId }) => secretaryId).join(' ') }
  await db.transaction((tx) => tellStory(tx, key, { key: `telephoneRung-${at.getTime()}`, at, details }))
  const leftSeconds = live.answerBy ? (live.answerBy.getTime() - at.getTime()) / 1000 : 0
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
    if (secretaryIds.length > 0)
      await tellStory(tx, key, { key: `telephoneMissed-${at.getTime()}`, at, details })
    return secretaryIds
  })
  context.log.info({ event: 'call.telephonesMissed', ...key, dialStatus, missed: missed.length })
  tellFloor(context, key.clientId)
  await context.rings.look()
}
