import { and, eq, gte, inArray, isNull, ne } from 'drizzle-orm'
import { calls } from '../../../calls/tables.ts'
import type { Context } from '../../../context.ts'
import { openTask } from '../../../tasks/open-task.ts'
import { clients } from '../../tables.ts'
import { silenceDue, weeksLookedAt } from './due.ts'

type Needs = Pick<Context, 'db' | 'live' | 'log' | 'now'>

const lookMs = weeksLookedAt * 7 * 86_400_000
const clientsAtOnce = 50

/** Asks a supervisor, once for each silence, whether a client's diversion has fallen. */
export async function watchSilence(context: Needs): Promise<void> {
  const { db, now } = context
  const live = await db
    .select({
      clientId: clients.clientId,
      hours: clients.hours,
      stateSince: clients.stateSince,
    })
    .from(clients)
    .where(eq(clients.state, 'live'))
  for (let first = 0; first < live.length; first += clientsAtOnce)
    await watchSome(context, live.slice(first, first + clientsAtOnce), now())
}

type Watched = Pick<typeof clients.$inferSelect, 'clientId' | 'hours' | 'stateSince'>

async function watchSome(context: Needs, some: readonly Watched[], now: Date): Promise<void> {
  const rows = await context.db
    .select({ clientId: calls.clientId, at: calls.arrivedAt })
    .from(calls)
    .where(
      and(
        inArray(
          calls.clientId,
          some.map(({ clientId }) => clientId),
        ),
        gte(calls.arrivedAt, new Date(now.getTime() - lookMs)),
        eq(calls.direction, 'inbound'),
        ne(calls.callerKind, 'own'),
        isNull(calls.loggedById),
      ),
    )
  const byClient = Map.groupBy(rows, ({ clientId }) => clientId)
  for (const client of some) {
    const arrivals = (byClient.get(client.clientId) ?? []).map(({ at }) => at)
    await watchOne(context, client, arrivals, now)
  }
}

async function watchOne(
  { db, live, log }: Needs,
  { clientId, hours, stateSince }: Watched,
  arrivals: readonly Date[],
  now: Date,
): Promise<void> {
  const silence = silenceDue({ hours, liveSince: stateSince ?? new Date(0), calls: arrivals, now })
  if (!silence) return
  const key = silence.since.toISOString()
  const details = { since: key, hours: silence.coveredHours, usual: silence.usualCalls }
  await openTask(db, { clientId, audience: 'supervisor', kind: 'silence', key, details }, now)
  log.warn({ event: 'client.silent', clientId, hours: silence.coveredHours })
  live.changed([clientId])
}
