import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm'
import { askRemoval } from '../calls/ask-removal.ts'
import { type RemovalContext, removeRecording } from '../calls/remove-recording.ts'
import { recordings } from '../calls/tables.ts'
import { clients } from '../clients/tables.ts'
import { usualRetentionDays, voicemailDays } from './recording.ts'
import { callRecordings } from './tables.ts'

const perSweep = 500
const dayMs = 86_400_000

/**
 * Erases recorded conversations whose time is over: the client's retention as it was when he was told, or a shorter
 * one set since; all of them where the client is a health client now. So do voicemails, whose text stays with its
 * message. Then whatever else is to go, or went unproved.
 */
export async function purgeRecordings(context: RemovalContext): Promise<void> {
  const at = context.now()
  for (const { clientId, id, health } of await findOver(context, at)) {
    const reason = health ? 'health' : 'retention'
    await askRemoval(context.db, { clientId, ids: [id], reason, byId: null, at })
  }
  for (const { clientId, id } of await findOldVoicemails(context, at))
    await askRemoval(context.db, {
      ...{ clientId, ids: [id], kind: 'voicemail', reason: 'retention', byId: null, at },
    })
  for (const key of await findToRemove(context, at)) await removeRecording(context, key)
}

const findOver = ({ db }: RemovalContext, at: Date) => {
  const told = callRecordings.retentionDays
  // Without a setting of its own the client keeps to ours, without any recording to what was told.
  const now = sql`case when ${clients.recording} is null then ${told}
    else coalesce((${clients.recording}->>'retentionDays')::int, ${usualRetentionDays}) end`
  const days = sql`least(coalesce(${told}, ${usualRetentionDays}), ${now})`
  return db
    .select({ clientId: recordings.clientId, id: recordings.id, health: clients.health })
    .from(recordings)
    .innerJoin(clients, eq(clients.clientId, recordings.clientId))
    .leftJoin(
      callRecordings,
      and(eq(callRecordings.clientId, recordings.clientId), eq(callRecordings.callId, recordings.callId)),
    )
    .where(
      and(
        ...[eq(recordings.kind, 'conversation'), isNull(recordings.removalAskedAt)],
        or(
          clients.health,
          lte(sql`${recordings.announcedAt} + make_interval(days => ${days})`, at.toISOString()),
        ),
      ),
    )
    .orderBy(asc(recordings.announcedAt))
    .limit(perSweep)
}

/** Whoever left one asked for it to be kept for whom it is for, and no longer (GDPR, minimisation). */
const findOldVoicemails = ({ db }: RemovalContext, at: Date) =>
  db
    .select({ clientId: recordings.clientId, id: recordings.id })
    .from(recordings)
    .where(
      and(
        ...[eq(recordings.kind, 'voicemail'), isNull(recordings.removalAskedAt)],
        lte(recordings.announcedAt, new Date(at.getTime() - voicemailDays * dayMs)),
      ),
    )
    .orderBy(asc(recordings.announcedAt))
    .limit(perSweep)

const findToRemove = ({ db }: RemovalContext, at: Date) =>
  db
    .select({ clientId: recordings.clientId, id: recordings.id })
    .from(recordings)
    .where(lte(recordings.nextRemovalAt, at))
    .orderBy(asc(recordings.nextRemovalAt))
    .limit(perSweep)
