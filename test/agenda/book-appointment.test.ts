import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bookAppointment, type NewBooking } from '../../src/agenda/book-appointment.ts'
import { type Change, changeAppointment } from '../../src/agenda/change-appointment.ts'
import type { Doing } from '../../src/agenda/doing.ts'
import { releaseTime, reserveTime } from '../../src/agenda/reserve-time.ts'
import { absences, appointments } from '../../src/agenda/tables.ts'
import { executives } from '../../src/clients/tables.ts'
import type { Db, Transaction } from '../../src/db/db.ts'
import { approvals, codeWords } from '../../src/mandates/tables.ts'
import { hashCodeWord } from '../../src/mandates/take-order.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { executiveWith } from '../support/a-message.ts'
import { actsOn, bookingOf, by, emptyAgenda, mandateFor, secretary, typeFor } from '../support/an-agenda.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'

type Executive = Awaited<ReturnType<typeof executiveWith>>
/** A Tuesday, 10:00 in Paris. */
const start = new Date('2026-11-17T09:00:00Z')
const at = (text: string) => new Date(`${text}:00+01:00`)
/** The day after, at 10:00. */
const ten = at('2026-11-18T10:00')

describeOnEachDatabase('an appointment', (kind) => {
  let opened: TestDatabase
  let db: Db
  let morel: Executive
  let durand: Executive
  let chauffage: Executive
  let now = start
  beforeAll(async () => {
    opened = await openTestDatabase(kind)
    db = opened.database.db
    morel = await executiveWith(db, '+33199001101')
    const firms = (await db.select().from(executives)).filter(({ mobile }) => mobile === '+33199001102')
    const [first, second] = firms.toSorted((a, b) => a.clientId - b.clientId)
    if (!first || !second) throw new Error('M. Durand heads two firms')
    durand = first
    chauffage = second
  })
  afterAll(() => opened?.close())
  beforeEach(async () => {
    now = start
    await emptyAgenda(db)
    await db.delete(absences)
  })

  const run = <T>(work: (tx: Transaction) => Promise<T>) => db.transaction(work)
  const pass = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000)
  }
  const her = (saidAt = now): Doing => by({ kind: 'executive', id: morel.id }, 'sms', saidAt)
  const book = (booking: NewBooking, doing = secretary(now)) =>
    run((tx) => bookAppointment(tx, booking, doing, now))
  const booked = async (more: Partial<NewBooking> = {}, executive = morel) => {
    const type = await typeFor(db, executive)
    const outcome = await book(bookingOf(executive, { typeId: type.id, startsAt: ten, ...more }))
    if (outcome.kind !== 'booked') throw new Error(JSON.stringify(outcome))
    return outcome.appointment
  }
  const change = (appointmentId: string, step: Change, doing = her()) =>
    run((tx) => changeAppointment(tx, { clientId: morel.clientId, appointmentId }, step, doing, now))
  const questions = () => db.select().from(approvals)

  test('is confirmed at once under a mandate that decides, which its act cites', async () => {
    const mandate = await mandateFor(db, morel)
    const appointment = await booked()
    expect(appointment).toMatchObject({ state: 'confirmed', sequence: 0, title: 'Consultation' })
    expect(await actsOn(db, appointment.id)).toMatchObject([
      {
        verb: 'appointment.confirmed',
        authority: `mandate ${mandate.key} v1`,
        after: { state: 'confirmed' },
      },
    ])
    expect(await questions()).toEqual([])
  })

  test('is proposed without a mandate; her yes confirms it and answers the question', async () => {
    const { id, state } = await booked()
    expect(state).toBe('proposed')
    expect(await questions()).toMatchObject([{ subjectId: id, answer: null, ifSilent: 'keepAsking' }])
    pass(5)
    expect(await change(id, { step: 'confirm' })).toMatchObject({
      kind: 'changed',
      appointment: { state: 'confirmed', sequence: 1, version: 2, decidedAt: now },
    })
    expect(await questions()).toMatchObject([{ answer: 'approved', answeredAt: now, via: 'sms' }])
    expect(await change(id, { step: 'confirm' })).toEqual({ kind: 'unchanged' })
  })

  test('a secretary who must ask cannot say yes in her place, one with her order can', async () => {
    const { id } = await booked()
    const step = { step: 'confirm' } as const
    expect(await change(id, step, secretary(now))).toEqual({ kind: 'notAllowed', why: 'asks' })
    const ordered = { ...secretary(now), authority: 'order call-1' }
    expect(await change(id, step, ordered)).toMatchObject({ kind: 'changed' })
    expect((await actsOn(db, id)).at(-1)).toMatchObject({ authority: 'order call-1' })
    expect(await questions()).toMatchObject([{ answer: 'approved', via: 'secretary' }])
  })

  test('moved under a mandate that asks, it is proposed again', async () => {
    await mandateFor(db, morel, { secretary: 'asks', ifSilent: 'decline' })
    const { id } = await booked()
    await change(id, { step: 'confirm' })
    const moved = await change(id, { step: 'move', startsAt: at('2026-11-18T11:00') }, secretary(now))
    expect(moved).toMatchObject({
      appointment: { state: 'proposed', sequence: 2, startsAt: at('2026-11-18T11:00') },
    })
    expect((await questions()).map(({ answer }) => answer).sort()).toEqual(['approved', null])
    // She moves it herself: that is her yes.
    const hers = await change(id, { step: 'move', startsAt: at('2026-11-18T15:00') })
    expect(hers).toMatchObject({ appointment: { state: 'confirmed', endsAt: at('2026-11-18T15:30') } })
  })

  test('is refused where the mandate forbids it, unless she ordered it with her word', async () => {
    await mandateFor(db, morel, { secretary: 'mustNot' })
    const type = await typeFor(db, morel)
    const booking = bookingOf(morel, { typeId: type.id, startsAt: ten })
    expect(await book(booking)).toEqual({ kind: 'refused', why: 'mustNot' })
    const wordHash = await hashCodeWord('Éléphant bleu')
    const { clientId, id: executiveId } = morel
    await db.insert(codeWords).values({ clientId, executiveId, wordHash, setAt: now })
    const order = (codeWord: string) => ({ ...booking, order: { callId: 'call-7', codeWord } })
    for (let tries = 0; tries < 3; tries++)
      expect(await book(order('éléphant rose'))).toEqual({ kind: 'wrongCodeWord', until: null })
    const until = new Date(now.getTime() + 60_000)
    expect(await book(order('elephant bleu'))).toEqual({ kind: 'wrongCodeWord', until })
    pass(1)
    const outcome = await book(order('elephant  BLEU'))
    expect(outcome).toMatchObject({ kind: 'booked', appointment: { state: 'confirmed' } })
    if (outcome.kind === 'booked')
      expect(await actsOn(db, outcome.appointment.id)).toMatchObject([{ authority: 'order call-7' }])
  })

  test('takes its time with its buffers, at all her clients', async () => {
    await mandateFor(db, durand)
    const type = await typeFor(db, durand, { bufferAfter: 30 })
    await booked({ typeId: type.id }, durand)
    const elsewhere = await typeFor(db, chauffage, { bufferBefore: 15 })
    const tryAt = (startsAt: Date) => book(bookingOf(chauffage, { typeId: elsewhere.id, startsAt }))
    expect(await tryAt(at('2026-11-18T11:00'))).toEqual({ kind: 'taken' })
    expect(await tryAt(at('2026-11-18T11:15'))).toMatchObject({ kind: 'booked' })
  })

  test('a reserved time is hers alone for two minutes', async () => {
    const type = await typeFor(db, morel)
    const wanted = { clientId: morel.clientId, executiveId: morel.id, typeId: type.id, startsAt: ten }
    const alice = secretary(now)
    const benoit = secretary(now, '00000000-0000-7000-8000-000000000002')
    const reserved = await run((tx) => reserveTime(tx, wanted, alice, now))
    if (reserved.kind !== 'reserved') throw new Error(reserved.kind)
    expect(await run((tx) => reserveTime(tx, wanted, benoit, now))).toEqual({
      kind: 'taken',
      by: 'reservation',
    })
    const booking = bookingOf(morel, { typeId: type.id, startsAt: ten, reservedId: reserved.appointment.id })
    expect(await book(booking, benoit)).toEqual({ kind: 'taken' })
    expect(await book(booking, alice)).toMatchObject({
      kind: 'booked',
      appointment: { id: reserved.appointment.id, reservedUntil: null, callerName: 'M. Blanc' },
    })
    expect((await actsOn(db, reserved.appointment.id)).map(({ verb }) => verb)).toEqual([
      'appointment.reserved',
      'appointment.proposed',
    ])
  })

  test('a reservation that ran out, or was given back, is free at once', async () => {
    const type = await typeFor(db, morel)
    const wanted = { clientId: morel.clientId, executiveId: morel.id, typeId: type.id, startsAt: ten }
    const reserve = (doing: Doing) => run((tx) => reserveTime(tx, wanted, doing, now))
    const benoit = secretary(now, '00000000-0000-7000-8000-000000000002')
    const first = await reserve(secretary(now))
    pass(2)
    const second = await reserve(benoit)
    if (first.kind !== 'reserved' || second.kind !== 'reserved') throw new Error('both were free')
    expect((await actsOn(db, first.appointment.id)).map(({ verb }) => verb)).toEqual([
      'appointment.reserved',
      'appointment.released',
    ])
    const key = { clientId: morel.clientId, appointmentId: second.appointment.id }
    expect(await run((tx) => releaseTime(tx, key, secretary(now), now))).toBe('notReserved')
    expect(await run((tx) => releaseTime(tx, key, benoit, now))).toBe('released')
    expect(await db.select().from(appointments)).toEqual([])
  })

  test('an earlier word that comes later does not count, is kept, and a secretary is told', async () => {
    const { id } = await booked()
    pass(10)
    await change(id, { step: 'decline', reason: null })
    const earlier = by({ kind: 'executive', id: morel.id }, 'invitation', new Date(now.getTime() - 60_000))
    expect(await change(id, { step: 'confirm' }, earlier)).toMatchObject({ kind: 'overtaken' })
    expect((await actsOn(db, id)).at(-1)).toMatchObject({ verb: 'appointment.overtaken' })
    expect(await db.select().from(tasks)).toMatchObject([
      { kind: 'contradictoryAnswers', details: { appointmentId: id } },
    ])
    // Said later, by another way: it counts, and somebody looks at the two all the same.
    pass(1)
    const later = by({ kind: 'executive', id: morel.id }, 'invitation', now)
    expect(await change(id, { step: 'confirm' }, later)).toMatchObject({
      appointment: { state: 'confirmed' },
    })
    expect(await db.select().from(tasks)).toHaveLength(2)
  })

  test('declined, it is confirmed after all only while its time is free', async () => {
    await mandateFor(db, morel)
    const { id } = await booked()
    await change(id, { step: 'cancel', reason: 'audience' })
    const other = await booked({ endsAt: at('2026-11-18T10:45') })
    expect(await change(id, { step: 'confirm' })).toEqual({ kind: 'taken', until: other.endsAt })
    await change(other.id, { step: 'cancel', reason: null })
    expect(await change(id, { step: 'confirm' })).toMatchObject({
      appointment: { state: 'confirmed', endReason: null },
    })
  })

  test('what is over cannot be changed, only closed, and a closing corrected', async () => {
    await mandateFor(db, morel)
    const { id } = await booked()
    expect(await change(id, { step: 'miss' }, secretary(now))).toEqual({
      kind: 'notPossible',
      state: 'confirmed',
    })
    now = at('2026-11-18T10:30')
    expect(await change(id, { step: 'cancel', reason: null })).toEqual({ kind: 'past' })
    expect(await change(id, { step: 'move', startsAt: at('2026-11-19T10:00') })).toEqual({ kind: 'past' })
    expect(await change(id, { step: 'miss' }, secretary(now))).toMatchObject({
      appointment: { state: 'missed', sequence: 0 },
    })
    expect(await change(id, { step: 'hold' }, secretary(now))).toMatchObject({
      appointment: { state: 'held' },
    })
    expect(await change(id, { step: 'decline', reason: null })).toEqual({
      kind: 'notPossible',
      state: 'held',
    })
  })

  test('an absence stands in the way of others, not in hers', async () => {
    await mandateFor(db, morel)
    const { id } = await booked()
    const { clientId, id: executiveId } = morel
    const absent = { startsAt: at('2026-11-19T00:00'), endsAt: at('2026-11-20T00:00'), createdAt: now }
    await db.insert(absences).values({ clientId, id, executiveId, ...absent })
    const move = { step: 'move', startsAt: at('2026-11-19T10:00') } as const
    expect(await change(id, move, secretary(now))).toEqual({ kind: 'taken', until: absent.endsAt })
    expect(await change(id, move)).toMatchObject({ appointment: { state: 'confirmed' } })
    expect(await change(id, move)).toEqual({ kind: 'unchanged' })
  })

  test.each([
    ['ends before it begins', '2026-11-18T09:30', /2026-11-18T09:00.*expected an end after the start/],
    ['lasts no minute', '2026-11-18T10:00', /lasts 0 minutes; expected at least one/],
    ['lasts 48 hours', '2026-11-20T10:00', /lasts 2880 minutes; expected at most 1440/],
  ])('one that %s is refused with the reason', async (_, end, why) => {
    await expect(booked({ endsAt: at(end) })).rejects.toThrow(why)
    expect(await db.select().from(appointments)).toEqual([])
  })

  test('one in the past, of a type that is not hers or not offered, is refused', async () => {
    const [removed, rouxs, forSupervisors] = [
      await typeFor(db, morel, { removedAt: now }),
      await typeFor(db, morel, { executiveKeys: ['roux'] }),
      await typeFor(db, morel, { bookableBy: 'supervisors' }),
    ]
    const tryWith = (typeId: string, startsAt = ten) => book(bookingOf(morel, { typeId, startsAt }))
    expect(await tryWith(removed.id)).toEqual({ kind: 'refused', why: 'notOffered' })
    expect(await tryWith(rouxs.id)).toEqual({ kind: 'refused', why: 'notOffered' })
    expect(await tryWith(forSupervisors.id)).toEqual({ kind: 'refused', why: 'notBookableByHer' })
    expect(await tryWith(forSupervisors.id, now)).toEqual({ kind: 'refused', why: 'past' })
  })
})
