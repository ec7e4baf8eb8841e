import { and, eq, notInArray } from 'drizzle-orm'
import { recordAct } from '../../acts/record-act.ts'
import type { Transaction } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Appointment } from '../appointment.ts'
import type { Doing } from '../doing.ts'
import { type AgendaEvent, checkEventTimes, eventSnapshot, type NewEvent } from './event.ts'
import { findEventConflicts } from './find-event-conflicts.ts'
import { lockAgendas } from './lock-agendas.ts'
import { agendaEvents, eventSteps } from './tables.ts'

export type EventKey = { readonly clientId: number; readonly eventId: string }

export type EventSaved =
  | {
      readonly kind: 'saved'
      readonly event: AgendaEvent
      readonly actId: string
      /** Appointments of those who take part that lie in its time: they stand, and somebody has to move them. */
      readonly conflicts: readonly Appointment[]
    }
  /** Somebody changed it since it was looked at: as it is now. */
  | { readonly kind: 'changedMeanwhile'; readonly event: AgendaEvent }

/** A fair, a board meeting. From now on nobody books those who take part over it, if it blocks their time. */
export async function createEvent(
  tx: Transaction,
  clientId: number,
  entered: NewEvent,
  doing: Doing,
  now: Date,
): Promise<Extract<EventSaved, { kind: 'saved' }>> {
  checkEventTimes(entered)
  await lockAgendas(tx, clientId, entered.executiveIds, now)
  const { steps, ...columns } = entered
  const [event] = await tx
    .insert(agendaEvents)
    .values({ ...columns, clientId, id: newId(), createdAt: now })
    .returning()
  if (!event) throw new Error('the event was not written')
  await saveSteps(tx, event, steps)
  return saved(tx, { before: null, event, verb: 'event.created', doing }, now)
}

/** Changes one as it was when `version` was looked at. */
export async function changeEvent(
  tx: Transaction,
  { clientId, eventId, version }: EventKey & { readonly version: number },
  entered: NewEvent,
  doing: Doing,
  now: Date,
): Promise<EventSaved> {
  checkEventTimes(entered)
  await lockAgendas(tx, clientId, entered.executiveIds, now)
  const before = await lockEvent(tx, { clientId, eventId })
  if (before.version !== version) return { kind: 'changedMeanwhile', event: before }
  const { steps, ...columns } = entered
  const event = await update(tx, before, columns)
  await saveSteps(tx, event, steps)
  return saved(tx, { before, event, verb: 'event.changed', doing }, now)
}

/** It does not take place, and its time is free. Safe to repeat. */
export async function cancelEvent(
  tx: Transaction,
  key: EventKey,
  doing: Doing,
  now: Date,
): Promise<'cancelled' | 'unchanged'> {
  const before = await lockEvent(tx, key)
  if (before.cancelledAt) return 'unchanged'
  const event = await update(tx, before, { cancelledAt: now })
  await record(tx, { before, event, verb: 'event.cancelled', doing }, now)
  return 'cancelled'
}

async function lockEvent(tx: Transaction, { clientId, eventId }: EventKey): Promise<AgendaEvent> {
  const isIt = and(eq(agendaEvents.clientId, clientId), eq(agendaEvents.id, eventId))
  const [event] = await tx.select().from(agendaEvents).where(isIt).for('update')
  if (!event) throw new AppError(404, 'notFound', `There is no event ${eventId}`)
  return event
}

async function update(
  tx: Transaction,
  { clientId, id, version }: AgendaEvent,
  set: Partial<AgendaEvent>,
): Promise<AgendaEvent> {
  const isIt = and(eq(agendaEvents.clientId, clientId), eq(agendaEvents.id, id))
  const changed = await tx
    .update(agendaEvents)
    .set({ ...set, version: version + 1 })
    .where(isIt)
    .returning()
  if (!changed[0]) throw new Error(`event ${id} went while it was locked`)
  return changed[0]
}

/** Those that are listed, in that order; the others go. */
async function saveSteps(
  tx: Transaction,
  { clientId, id: eventId }: AgendaEvent,
  steps: NewEvent['steps'],
): Promise<void> {
  const isOfIt = and(eq(eventSteps.clientId, clientId), eq(eventSteps.eventId, eventId))
  const kept = steps.flatMap(({ id }) => id ?? [])
  await tx
    .delete(eventSteps)
    .where(and(isOfIt, kept.length > 0 ? notInArray(eventSteps.id, kept) : undefined))
  for (const [place, { id, what, dueAt }] of steps.entries()) {
    if (!id) await tx.insert(eventSteps).values({ clientId, id: newId(), eventId, what, dueAt, place })
    else
      await tx
        .update(eventSteps)
        .set({ what, dueAt, place })
        .where(and(isOfIt, eq(eventSteps.id, id)))
  }
}

type Recording = {
  readonly before: AgendaEvent | null
  readonly event: AgendaEvent
  readonly verb: 'event.created' | 'event.changed' | 'event.cancelled'
  readonly doing: Doing
}

async function saved(tx: Transaction, recording: Recording, now: Date) {
  const { event } = recording
  const actId = await record(tx, recording, now)
  return { kind: 'saved', event, actId, conflicts: await findEventConflicts(tx, event) } as const
}

const record = (tx: Transaction, { before, event, verb, doing }: Recording, at: Date): Promise<string> =>
  recordAct(tx, {
    ...{ clientId: event.clientId, actor: doing.actor, verb, subject: { kind: 'event', id: event.id }, at },
    ...{ before: before && eventSnapshot(before), after: eventSnapshot(event) },
    ...(doing.authority && { authority: doing.authority }),
  })
