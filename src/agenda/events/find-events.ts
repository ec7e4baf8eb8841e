import { and, arrayOverlaps, asc, eq, gt, inArray, isNull, lt } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { inScope, type Scope } from '../../scope.ts'
import type { AgendaEvent, EventStep } from './event.ts'
import { agendaEvents, eventSteps } from './tables.ts'

type Reader = Pick<Db, 'select'>

/** An event with its checklist; null for what is not there and for what is not hers. */
export async function findEvent(
  db: Reader,
  scope: Scope,
  { clientId, eventId }: { readonly clientId: number; readonly eventId: string },
): Promise<{ event: AgendaEvent; steps: EventStep[] } | null> {
  if (scope.only) return null
  const isIt = and(eq(agendaEvents.clientId, clientId), eq(agendaEvents.id, eventId))
  const [event] = await db
    .select()
    .from(agendaEvents)
    .where(and(isIt, inScope(scope, agendaEvents.clientId)))
  if (!event) return null
  const isStep = and(eq(eventSteps.clientId, clientId), eq(eventSteps.eventId, eventId))
  const steps = await db
    .select()
    .from(eventSteps)
    .where(isStep)
    .orderBy(asc(eventSteps.place), asc(eventSteps.id))
  return { event, steps }
}

type Stretch = {
  readonly clientId: number
  readonly executiveIds: readonly string[]
  readonly from: Date
  readonly until: Date
}

/** What an agenda shows of a stretch of time: events in which one of these takes part. */
export async function findEvents(
  db: Reader,
  scope: Scope,
  { clientId, executiveIds, from, until }: Stretch,
): Promise<AgendaEvent[]> {
  if (executiveIds.length === 0 || scope.only) return []
  return db
    .select()
    .from(agendaEvents)
    .where(
      and(
        eq(agendaEvents.clientId, clientId),
        inScope(scope, agendaEvents.clientId),
        arrayOverlaps(agendaEvents.executiveIds, [...executiveIds]),
        isNull(agendaEvents.cancelledAt),
        lt(agendaEvents.startsAt, until),
        gt(agendaEvents.endsAt, from),
      ),
    )
    .orderBy(asc(agendaEvents.startsAt))
}

export type ListedEvent = { readonly event: AgendaEvent; readonly steps: readonly EventStep[] }

/** Those of a client that are not over, the next one first, with their checklists. */
export async function findComingEvents(
  db: Reader,
  scope: Scope,
  clientId: number,
  now: Date,
): Promise<ListedEvent[]> {
  const isAhead = and(gt(agendaEvents.endsAt, now), isNull(agendaEvents.cancelledAt))
  const events = await db
    .select()
    .from(agendaEvents)
    .where(and(eq(agendaEvents.clientId, clientId), inScope(scope, agendaEvents.clientId), isAhead))
    .orderBy(asc(agendaEvents.startsAt), asc(agendaEvents.id))
    .limit(200)
  const ids = events.map(({ id }) => id)
  const steps = await db
    .select()
    .from(eventSteps)
    .where(and(eq(eventSteps.clientId, clientId), inArray(eventSteps.eventId, ids)))
    .orderBy(asc(eventSteps.place), asc(eventSteps.id))
  return events.map((event) => ({ event, steps: steps.filter(({ eventId }) => eventId === event.id) }))
}
