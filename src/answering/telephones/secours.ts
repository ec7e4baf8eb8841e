import { and, asc, eq, like } from 'drizzle-orm'
import { tellStory } from '../../calls/record-transfer.ts'
import { callEvents } from '../../calls/tables.ts'
import type { Client } from '../../clients/client.ts'
import type { Context } from '../../context.ts'
import { longestWaitSeconds } from '../answering.ts'
import type { LiveNow } from '../read-live.ts'
import type { LiveKey } from '../take-step.ts'
import type { AgencyTelephone } from './compose-ring.ts'

export const secoursRung = 'telephoneRung-secours-'
const secoursPicked = 'telephonePicked-'

/** For less nobody is rung: the voicemail begins. */
const shortestMs = 8_000

/** Until then a telephone may ring: the voicemail begins within 90 s of his arrival, or of his being lost. */
export const secoursUntil = ({ answerBy, arrivedAt }: LiveNow): number =>
  Math.max(answerBy?.getTime() ?? 0, arrivedAt.getTime() + longestWaitSeconds * 1000)

/**
 * The telephones that ring for him in mode secours, at this moment: where nobody at a station could come, or none came
 * in time. Once; and once more for the others where a mailbox picked up, since the exchange lets the rest ring no more
 * when one has.
 */
export async function secoursNow(
  { db, presence }: Pick<Context, 'db' | 'presence'>,
  client: Client,
  { at, ...key }: LiveKey & { readonly at: Date },
  live: LiveNow,
): Promise<readonly AgencyTelephone[]> {
  const telephones = presence.secoursTelephones(client)
  if (telephones.length === 0 || secoursUntil(live) - at.getTime() < shortestMs) return []
  const isDue = live.answerBy !== null && live.answerBy <= at
  if (!isDue && presence.isAttended(client, at)) return []
  const told = await db
    .select({ key: callEvents.key, at: callEvents.at })
    .from(callEvents)
    .where(
      and(
        ...[eq(callEvents.clientId, key.clientId), eq(callEvents.callId, key.callId)],
        like(callEvents.key, 'telephone%'),
      ),
    )
    .orderBy(asc(callEvents.at))
  const last = told.findLast((one) => one.key.startsWith(secoursRung))
  if (!last) return telephones
  const picked = told.filter((one) => one.key.startsWith(secoursPicked))
  if (!picked.some((one) => one.at >= last.at)) return []
  return telephones.filter(
    ({ emergencyId }) => !picked.some((one) => one.key === secoursPicked + emergencyId),
  )
}

/** A person or a mailbox: who presses no key is not rung again for this call. */
export const notePicked = (
  { db }: Pick<Context, 'db'>,
  key: LiveKey,
  { emergencyId, at }: { readonly emergencyId: string; readonly at: Date },
): Promise<void> =>
  db.transaction((tx) => tellStory(tx, key, { key: secoursPicked + emergencyId, at, details: {} }))
