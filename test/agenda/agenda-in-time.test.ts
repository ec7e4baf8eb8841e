import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bookAppointment, type NewBooking } from '../../src/agenda/book-appointment.ts'
import { bookSeries, changeFromHereOn } from '../../src/agenda/book-series.ts'
import { type Change, changeAppointment } from '../../src/agenda/change-appointment.ts'
import { closePassed } from '../../src/agenda/close-passed.ts'
import type { Doing } from '../../src/agenda/doing.ts'
import { unansweredUntil } from '../../src/agenda/due.ts'
import { endUnanswered } from '../../src/agenda/end-unanswered.ts'
import { newEventSchema } from '../../src/agenda/events/event.ts'
import { findEvent } from '../../src/agenda/events/find-events.ts'
import { cancelEvent, changeEvent, createEvent } from '../../src/agenda/events/save-event.ts'
import { agendaEvents, eventSteps } from '../../src/agenda/events/tables.ts'
import { tickStep, untickStep } from '../../src/agenda/events/tick-step.ts'
import { findSlots } from '../../src/agenda/find-slots.ts'
import { lapseQuestions } from '../../src/agenda/lapse-questions.ts'
import { loadSlotFacts } from '../../src/agenda/load-slot-facts.ts'
import { reserveTime } from '../../src/agenda/reserve-time.ts'
import { sweepReservations } from '../../src/agenda/sweep-reservations.ts'
import { appointments } from '../../src/agenda/tables.ts'
import { acceptOffer, refuseOffer } from '../../src/agenda/waiting/answer-offer.ts'
import { offerFreedTimes } from '../../src/agenda/waiting/offer-freed-times.ts'
import { leaveList, type NewWaiting, putOnList } from '../../src/agenda/waiting/put-on-list.ts'
import { settleTakenOffers } from '../../src/agenda/waiting/settle-taken-offers.ts'
import { freedTimes, waitingCallers } from '../../src/agenda/waiting/tables.ts'
import { undoAct } from '../../src/answers/undo-act.ts'
import type { Context } from '../../src/context.ts'
import type { Db, Transaction } from '../../src/db/db.ts'
import { startLive } from '../../src/db/live.ts'
import { createJobs } from '../../src/jobs.ts'
import { createLog } from '../../src/log.ts'
import { approvals } from '../../src/mandates/tables.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { executiveWith } from '../support/a-message.ts'
import { actsOn, bookingOf, by, emptyAgenda, mandateFor, secretary, typeFor } from '../support/an-agenda.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

type Executive = Awaited<ReturnType<typeof executiveWith>>
/** A Tuesday, 10:00 in Paris. */
const start = new Date('2026-11-17T09:00:00Z')
const at = (text: string) => new Date(`${text}:00+01:00`)
const ten = at('2026-11-18T10:00')

let opened: TestDatabase
let db: Db
let morel: Executive
let context: Pick<Context, 'db' | 'jobs' | 'live' | 'now'>
let now = start
beforeAll(async () => {
  opened = await openTestDatabase()
  const { database } = opened
  if (database.kind !== 'embedded') throw new Error('expected the embedded database')
  db = database.db
  morel = await executiveWith(db, '+33199001101')
  const log = createLog('silent')
  const jobs = await createJobs({ kind: 'embedded', pglite: database.pglite }, log)
  context = { db, jobs, live: startLive(database, log), now: () => now }
})
afterAll(async () => {
  await context?.jobs.close()
  await context?.live.close()
  await opened?.close()
})
beforeEach(async () => {
  now = start
  await db.delete(freedTimes)
  await db.delete(eventSteps)
  await db.delete(agendaEvents)
  await emptyAgenda(db)
})

const run = <T>(work: (tx: Transaction) => Promise<T>) => db.transaction(work)
const pass = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000)
}
const her = (via: Doing['via'] = 'sms'): Doing => by({ kind: 'executive', id: morel.id }, via, now)
const booked = async (more: Partial<NewBooking> = {}) => {
  const typeId = more.typeId ?? (await typeFor(db, morel)).id
  const outcome = await run((tx) =>
    bookAppointment(tx, bookingOf(morel, { startsAt: ten, ...more, typeId }), secretary(now), now),
  )
  if (outcome.kind !== 'booked') throw new Error(JSON.stringify(outcome))
  return outcome
}
const change = async (appointmentId: string, step: Change, doing = her()) => {
  const key = { clientId: morel.clientId, appointmentId }
  const changed = await run((tx) => changeAppointment(tx, key, step, doing, now))
  if (changed.kind !== 'changed') throw new Error(JSON.stringify(changed))
  return changed
}
const undo = (actId: string) =>
  run((tx) => undoAct(tx, { clientId: morel.clientId, actId }, { kind: 'executive', id: morel.id }, now))
const stored = async (id: string) =>
  (await db.select().from(appointments).where(eq(appointments.id, id)))[0] ?? null

test('her yes taken back leaves it proposed, and the question open again', async () => {
  const { appointment } = await booked()
  const { actId } = await change(appointment.id, { step: 'confirm' })
  pass(1)
  expect(await undo(actId)).toMatchObject({ kind: 'undone' })
  expect(await stored(appointment.id)).toMatchObject({ state: 'proposed', sequence: 2 })
  expect(await db.select().from(approvals)).toMatchObject([{ answer: null, via: null }])
  expect(await undo(actId)).toEqual({ kind: 'alreadyUndone' })
})

test('a move and a cancellation are taken back in turn, as long as the time is free', async () => {
  await mandateFor(db, morel)
  const { appointment, actId: booking } = await booked()
  const moved = await change(appointment.id, { step: 'move', startsAt: at('2026-11-18T15:00') })
  const cancelled = await change(appointment.id, { step: 'cancel', reason: 'audience' })
  expect(await undo(moved.actId)).toEqual({ kind: 'changedSince' })
  expect(await undo(cancelled.actId)).toMatchObject({ kind: 'undone' })
  const other = await booked()
  expect(await undo(moved.actId)).toEqual({ kind: 'changedSince' })
  await change(other.appointment.id, { step: 'cancel', reason: null })
  expect(await undo(moved.actId)).toMatchObject({ kind: 'undone' })
  expect(await stored(appointment.id)).toMatchObject({
    ...{
      state: 'confirmed',
      startsAt: ten,
      endsAt: at('2026-11-18T10:30'),
      blockedFrom: ten,
      endReason: null,
    },
  })
  // Before it was booked there was none.
  expect(await undo(booking)).toMatchObject({ kind: 'undone' })
  expect(await stored(appointment.id)).toMatchObject({ state: 'cancelled' })
})

test.each([
  ['confirm', 'confirmed'],
  ['decline', 'declined'],
] as const)('unanswered in time, it is as the mandate wants: %s', async (ifSilent, state) => {
  const mandate = await mandateFor(db, morel, { secretary: 'asks', answerMinutes: 60, ifSilent })
  const { appointment } = await booked()
  pass(59)
  await lapseQuestions(context)
  expect(await stored(appointment.id)).toMatchObject({ state: 'proposed' })
  pass(1)
  await lapseQuestions(context)
  expect(await stored(appointment.id)).toMatchObject({ state })
  expect((await actsOn(db, appointment.id)).at(-1)).toMatchObject({
    ...{ actorKind: 'software', authority: `mandate ${mandate.key} v1` },
  })
  expect(await db.select().from(approvals)).toMatchObject([{ answer: 'lapsed' }])
})

test('where silence says nothing a secretary is asked to ring her, once', async () => {
  const { appointment } = await booked()
  pass(24 * 60)
  for (let sweeps = 0; sweeps < 2; sweeps++) await lapseQuestions(context)
  expect(await stored(appointment.id)).toMatchObject({ state: 'proposed' })
  expect(await db.select().from(tasks)).toMatchObject([
    { kind: 'unansweredQuestion', details: { appointmentId: appointment.id, executiveId: morel.id } },
  ])
})

test('nobody answers, and it is declined an hour before, in time for the caller; silence that confirms has its turn', async () => {
  const { appointment } = await booked()
  await mandateFor(db, morel, { secretary: 'asks', ifSilent: 'confirm' })
  const silent = await booked({ startsAt: at('2026-11-18T10:30') })
  now = new Date(ten.getTime() - 61 * 60_000)
  await lapseQuestions(context)
  await endUnanswered(context)
  expect(await stored(appointment.id)).toMatchObject({ state: 'proposed' })
  now = new Date(ten.getTime() - 60 * 60_000)
  await endUnanswered(context)
  expect(await stored(appointment.id)).toMatchObject({ state: 'declined' })
  expect((await db.select().from(tasks)).filter(({ doneAt }) => doneAt === null)).toEqual([])
  now = at('2026-11-18T10:29')
  await endUnanswered(context)
  expect(await stored(silent.appointment.id)).toMatchObject({ state: 'proposed' })
})

test('one that had passed before anybody looked is closed all the same', async () => {
  const { appointment } = await booked()
  now = new Date(ten.getTime() + 3 * 86_400_000)
  await endUnanswered(context)
  expect(await stored(appointment.id)).toMatchObject({ state: 'declined' })
  expect(await db.select().from(approvals)).toMatchObject([{ answer: 'lapsed' }])
})

test.each([
  ['2026-11-24T10:00:00Z', '2026-11-26T13:00:00.000Z'],
  ['2026-11-26T13:00:00Z', '2026-11-26T13:30:00.000Z'],
  ['2026-11-26T15:00:00Z', '2026-11-26T14:00:00.000Z'],
])('asked at %s about 14:00 it may be left unanswered until %s', (asked, until) => {
  expect(unansweredUntil(new Date('2026-11-26T14:00:00Z'), new Date(asked)).toISOString()).toBe(until)
})

test('a day after its end it took place, unless somebody said otherwise', async () => {
  await mandateFor(db, morel)
  const [passed, missed] = [await booked(), await booked({ startsAt: at('2026-11-18T11:00') })]
  now = at('2026-11-18T12:00')
  await change(missed.appointment.id, { step: 'miss' }, secretary(now))
  now = at('2026-11-19T10:30')
  await closePassed(context)
  expect(await stored(passed.appointment.id)).toMatchObject({ state: 'held', decidedAt: start })
  expect(await stored(missed.appointment.id)).toMatchObject({ state: 'missed' })
})

test('a reservation that nobody books is swept away', async () => {
  const type = await typeFor(db, morel)
  const wanted = { clientId: morel.clientId, executiveId: morel.id, typeId: type.id, startsAt: ten }
  await run((tx) => reserveTime(tx, wanted, secretary(now), now))
  pass(1)
  await sweepReservations(context)
  expect(await db.select().from(appointments)).toHaveLength(1)
  pass(1)
  await sweepReservations(context)
  expect(await db.select().from(appointments)).toEqual([])
})

test('a series is booked whole, or says what is in the way and writes nothing', async () => {
  await mandateFor(db, morel)
  const type = await typeFor(db, morel)
  await booked({ startsAt: at('2026-12-02T10:15') })
  const count = () => db.$count(appointments)
  const series = { rhythm: 'weekly', times: 4, without: [] } as const
  const first = bookingOf(morel, { typeId: type.id, startsAt: ten })
  const tryWith = (without: string[]) =>
    run((tx) => bookSeries(tx, first, { ...series, without }, secretary(now), now))
  expect(await tryWith([])).toEqual({ kind: 'conflicts', conflicts: [{ date: '2026-12-02', why: 'taken' }] })
  expect(await count()).toBe(1)
  const outcome = await tryWith(['2026-12-02'])
  if (outcome.kind !== 'booked') throw new Error(outcome.kind)
  expect(outcome.appointments.map(({ startsAt }) => startsAt)).toEqual([
    ...[ten, at('2026-11-25T10:00'), at('2026-12-09T10:00')],
  ])
  expect(new Set(outcome.appointments.map(({ uid }) => uid)).size).toBe(3)
  const second = { clientId: morel.clientId, appointmentId: outcome.appointments[1]?.id ?? '' }
  const ended = await run((tx) => changeFromHereOn(tx, second, { step: 'cancel', reason: null }, her(), now))
  expect(ended.map(({ kind }) => kind)).toEqual(['changed', 'changed'])
  expect(await stored(outcome.appointments[0]?.id ?? '')).toMatchObject({ state: 'confirmed' })
})

test('monthly on the thirty-first says which months have none', async () => {
  await mandateFor(db, morel)
  const type = await typeFor(db, morel)
  const first = bookingOf(morel, { typeId: type.id, startsAt: at('2026-12-31T10:00') })
  const series = { rhythm: 'monthly', times: 4, without: [] } as const
  expect(await run((tx) => bookSeries(tx, first, series, secretary(now), now))).toEqual({
    kind: 'conflicts',
    conflicts: [{ date: '2027-02-31', why: 'noSuchDate' }],
  })
})

/** M. Blanc waits for an earlier time. */
const waits = async (typeId: string, callerName: string, more: Partial<NewWaiting> = {}) => {
  pass(1)
  const nobody = { executiveId: null, callerNumber: null, callerEmail: null, note: null, notBefore: null }
  const waiting: NewWaiting = {
    ...{ clientId: morel.clientId, typeId, callerName, language: 'fr', suits: 'any', notAfter: null },
    ...{ ...nobody, insteadOfId: null, ...more },
  }
  return run((tx) => putOnList(tx, waiting, secretary(now), now))
}
const offered = async () => {
  await offerFreedTimes(context)
  const rows = await db.select().from(waitingCallers).where(eq(waitingCallers.state, 'offered'))
  return rows.map(({ callerName, offeredId, offerUntil }) => ({ callerName, offeredId, offerUntil }))
}
const keyOf = (id: string | null | undefined) => ({ clientId: morel.clientId, appointmentId: id ?? '' })
const byLink = (): Doing => by({ kind: 'caller', id: morel.id }, 'link', now)

test('a freed time is offered in order, and who takes it gives up what he had', async () => {
  await mandateFor(db, morel)
  const type = await typeFor(db, morel)
  const freed = await booked({ typeId: type.id })
  const later = await booked({ typeId: type.id, startsAt: at('2026-11-25T10:00') })
  await waits(type.id, 'Afternoon', { suits: 'afternoons' })
  await waits(type.id, 'First')
  const leaves = await waits(type.id, 'Leaves')
  await waits(type.id, 'Second', { insteadOfId: later.appointment.id })
  await run((tx) => leaveList(tx, { clientId: morel.clientId, waitingId: leaves }, secretary(now), now))
  await change(freed.appointment.id, { step: 'cancel', reason: null })
  // As long as she can take it back nobody is asked.
  pass(1)
  expect(await offered()).toEqual([])
  pass(1)
  const [first] = await offered()
  expect(first).toMatchObject({ callerName: 'First', offerUntil: new Date(now.getTime() + 7_200_000) })
  expect(await db.select().from(tasks)).toMatchObject([{ kind: 'offerToCaller', doneAt: null }])
  expect(await run((tx) => refuseOffer(tx, keyOf(first?.offeredId), byLink(), now))).toBe('refused')
  expect(await run((tx) => refuseOffer(tx, keyOf(first?.offeredId), byLink(), now))).toBe('over')
  const [second] = await offered()
  expect(second?.callerName).toBe('Second')
  const accepted = await run((tx) => acceptOffer(tx, keyOf(second?.offeredId), byLink(), now))
  expect(accepted).toMatchObject({ kind: 'booked', appointment: { state: 'confirmed', startsAt: ten } })
  expect(await stored(later.appointment.id)).toMatchObject({ state: 'cancelled' })
  expect(await db.$count(tasks)).toBe(2)
})

test.each([
  ['confirm', 'cancelled', 'booked'],
  ['decline', 'confirmed', 'waiting'],
] as const)(
  'who takes a time that she has yet to %s keeps what he had: %s, and he is %s',
  async (step, former, place) => {
    const type = await typeFor(db, morel)
    const { appointment: freed } = await booked({ typeId: type.id })
    const { appointment: his } = await booked({ typeId: type.id, startsAt: at('2026-11-20T10:00') })
    await change(his.id, { step: 'confirm' })
    await waits(type.id, 'Blanc', { insteadOfId: his.id })
    await change(freed.id, { step: 'cancel', reason: null })
    pass(2)
    const [offer] = await offered()
    const taken = await run((tx) => acceptOffer(tx, keyOf(offer?.offeredId), byLink(), now))
    expect(taken).toMatchObject({ kind: 'booked', appointment: { state: 'proposed', startsAt: ten } })
    pass(2)
    await settleTakenOffers(context)
    expect(await stored(his.id)).toMatchObject({ state: 'confirmed' })
    await change(
      keyOf(offer?.offeredId).appointmentId,
      step === 'confirm' ? { step } : { step, reason: null },
    )
    await settleTakenOffers(context)
    expect(await stored(his.id)).toMatchObject({ state: 'confirmed' })
    pass(2)
    for (let sweeps = 0; sweeps < 2; sweeps++) await settleTakenOffers(context)
    expect(await stored(his.id)).toMatchObject({ state: former })
    expect(await db.select().from(waitingCallers)).toMatchObject([{ state: place }])
  },
)

test('an offer that nobody answers lapses, and the next one is asked in his waking hours', async () => {
  await mandateFor(db, morel)
  const type = await typeFor(db, morel)
  const freed = await booked({ typeId: type.id, startsAt: at('2026-11-18T16:00') })
  await waits(type.id, 'First')
  await waits(type.id, 'Second')
  now = at('2026-11-17T19:00')
  await change(freed.appointment.id, { step: 'cancel', reason: null })
  pass(2)
  // Fifty-eight minutes are left before bed, the rest comes after breakfast.
  expect(await offered()).toMatchObject([{ callerName: 'First', offerUntil: at('2026-11-18T09:02') }])
  now = at('2026-11-18T09:02')
  expect(await offered()).toMatchObject([{ callerName: 'Second', offerUntil: at('2026-11-18T11:02') }])
  now = at('2026-11-18T11:02')
  expect(await offered()).toEqual([])
  expect(await db.select().from(freedTimes)).toMatchObject([{ closedAt: now }])
  // What was only offered is no appointment.
  expect((await db.select().from(appointments)).every(({ state }) => state === 'cancelled')).toBe(true)
})

test('an event takes the time of those who are there, and names the appointments in its way', async () => {
  await mandateFor(db, morel)
  const { appointment } = await booked()
  const fair = newEventSchema.parse({
    ...{ title: 'Salon', startsAt: at('2026-11-18T08:00'), endsAt: at('2026-11-19T20:00') },
    ...{ executiveIds: [morel.id], steps: [{ what: 'Badges' }, { what: 'Train' }] },
  })
  const saved = await run((tx) => createEvent(tx, morel.clientId, fair, secretary(now), now))
  expect(saved.conflicts.map(({ id }) => id)).toEqual([appointment.id])
  await expect(booked({ startsAt: at('2026-11-19T10:00') })).rejects.toThrow('taken')
  const week = { from: at('2026-11-18T00:00'), until: at('2026-11-21T00:00') }
  const type = await typeFor(db, morel)
  const asked = { clientId: morel.clientId, executiveIds: [morel.id], type, ...week }
  const [first] = findSlots(await loadSlotFacts(db, asked, now), { ...week, part: 'any', most: 1 })
  expect(first?.startsAt).toEqual(at('2026-11-20T09:00'))
  const key = { clientId: morel.clientId, eventId: saved.event.id }
  const scope = {
    actor: { kind: 'secretary', id: morel.id },
    clientIds: [morel.clientId],
    only: null,
  } as const
  const shown = await findEvent(db, scope, key)
  const [badges] = shown?.steps ?? []
  await run((tx) => tickStep(tx, { clientId: morel.clientId, stepId: badges?.id ?? '' }, secretary(now), now))
  const shorter = {
    ...fair,
    endsAt: at('2026-11-18T20:00'),
    steps: [{ id: badges?.id ?? null, what: 'Badges', dueAt: null }],
  }
  const edit = (version: number) =>
    run((tx) => changeEvent(tx, { ...key, version }, shorter, secretary(now), now))
  expect(await edit(1)).toMatchObject({ kind: 'saved', event: { version: 2 } })
  expect(await edit(1)).toMatchObject({ kind: 'changedMeanwhile' })
  expect((await findEvent(db, scope, key))?.steps).toMatchObject([{ what: 'Badges', doneAt: now }])
  await run((tx) =>
    untickStep(tx, { clientId: morel.clientId, stepId: badges?.id ?? '' }, secretary(now), now),
  )
  expect((await findEvent(db, scope, key))?.steps).toMatchObject([{ doneAt: null, doneById: null }])
  await booked({ startsAt: at('2026-11-19T10:00') })
  expect(await run((tx) => cancelEvent(tx, key, secretary(now), now))).toBe('cancelled')
  expect(await run((tx) => cancelEvent(tx, key, secretary(now), now))).toBe('unchanged')
  await booked({ startsAt: at('2026-11-18T15:00') })
})
