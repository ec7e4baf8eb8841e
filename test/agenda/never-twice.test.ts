import { asc, eq, inArray } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { snapshotOf } from '../../src/agenda/appointment.ts'
import { bookAppointment } from '../../src/agenda/book-appointment.ts'
import { type Change, changeAppointment } from '../../src/agenda/change-appointment.ts'
import type { Doing } from '../../src/agenda/doing.ts'
import { releaseTime, reserveTime } from '../../src/agenda/reserve-time.ts'
import { blocksTime } from '../../src/agenda/states.ts'
import { appointments } from '../../src/agenda/tables.ts'
import { undoAct } from '../../src/answers/undo-act.ts'
import { executives } from '../../src/clients/tables.ts'
import type { Db, Transaction } from '../../src/db/db.ts'
import { AppError } from '../../src/errors.ts'
import { executiveWith } from '../support/a-message.ts'
import { bookingOf, by, emptyAgenda, mandateFor, secretary, typeFor } from '../support/an-agenda.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'

type Executive = Awaited<ReturnType<typeof executiveWith>>
const start = new Date('2026-11-17T09:00:00Z')
const first = Date.parse('2026-11-18T08:00Z')
const timeAt = (place: number) => new Date(first + place * 30 * 60_000)

const secretaryIds = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002']
const nth = fc.nat({ max: 1_000 })
const place = fc.nat({ max: 5 })
/** What people do, upon whatever there is by then. */
const act = fc.oneof(
  fc.record({ kind: fc.constant('book' as const), who: nth, place, by: nth, reserved: nth }),
  fc.record({ kind: fc.constant('reserve' as const), who: nth, place, by: nth }),
  fc.record({ kind: fc.constant('release' as const), what: nth, by: nth }),
  fc.record({ kind: fc.constant('move' as const), what: nth, place, by: fc.nat({ max: 2 }) }),
  fc.record({
    kind: fc.constantFrom('confirm' as const, 'cancel' as const, 'decline' as const),
    ...{ what: nth, by: fc.nat({ max: 2 }), earlierMinutes: fc.nat({ max: 2 }) },
  }),
  fc.record({ kind: fc.constant('undo' as const), what: nth }),
)
type PersonsAct = typeof act extends fc.Arbitrary<infer One> ? One : never
/** Up to three at the same moment, then some time goes by: reservations run out meanwhile. */
const moments = fc.array(
  fc.record({ acts: fc.array(act, { minLength: 1, maxLength: 3 }), minutes: fc.constantFrom(0, 1, 3) }),
  { minLength: 4, maxLength: 10 },
)

describeOnEachDatabase('an agenda', (kind) => {
  let opened: TestDatabase
  let db: Db
  let morel: Executive
  let hats: Executive[]
  let types: Map<string, string>
  let now = start
  beforeAll(async () => {
    opened = await openTestDatabase(kind)
    db = opened.database.db
    morel = await executiveWith(db, '+33199001101')
    const firms = (await db.select().from(executives)).filter(({ mobile }) => mobile === '+33199001102')
    // The same man at two clients, and somebody else.
    hats = [...firms, morel]
  })
  afterAll(() => opened?.close())
  beforeEach(() => reset())

  const reset = async () => {
    now = start
    await emptyAgenda(db)
    types = new Map()
    for (const [index, hat] of hats.entries()) {
      const buffers = { bufferBefore: index * 10, bufferAfter: 15 }
      types.set(hat.id, (await typeFor(db, hat, { minutes: 45, noticeMinutes: 0, ...buffers })).id)
    }
    await mandateFor(db, morel)
  }
  const run = <T>(work: (tx: Transaction) => Promise<T>) => db.transaction(work)
  const pick = <T>(from: readonly T[], which: number): T | undefined => from[which % from.length]
  const typeOf = ({ id }: Executive) => types.get(id) ?? ''

  const perform = async (one: PersonsAct) => {
    const rows = await db.select().from(appointments).orderBy(asc(appointments.id))
    if (one.kind === 'undo')
      return undo(
        rows.map(({ id }) => id),
        one.what,
      )
    if (one.kind === 'book' || one.kind === 'reserve') return take(one)
    const what = pick(rows, one.what)
    if (!what) return
    const key = { clientId: what.clientId, appointmentId: what.id }
    if (one.kind === 'release')
      return run((tx) => releaseTime(tx, key, secretary(now, pick(secretaryIds, one.by)), now))
    const earlier = 'earlierMinutes' in one ? one.earlierMinutes * 60_000 : 0
    const saidAt = new Date(now.getTime() - earlier)
    const doing: Doing =
      one.by === 2
        ? by({ kind: 'executive', id: what.executiveId }, 'sms', saidAt)
        : secretary(saidAt, pick(secretaryIds, one.by))
    return run((tx) => changeAppointment(tx, key, changeOf(one), doing, now)).catch(orGone)
  }
  const changeOf = (one: Extract<PersonsAct, { what: number; by: number }>): Change => {
    if (one.kind === 'move') return { step: 'move', startsAt: timeAt(one.place) }
    return one.kind === 'confirm'
      ? { step: 'confirm' }
      : { step: one.kind === 'decline' ? 'decline' : 'cancel', reason: null }
  }
  const take = async (one: Extract<PersonsAct, { kind: 'book' | 'reserve' }>) => {
    const hat = pick(hats, one.who) ?? morel
    const doing = secretary(now, pick(secretaryIds, one.by))
    const wanted = { typeId: typeOf(hat), startsAt: timeAt(one.place) }
    if (one.kind === 'reserve')
      return run((tx) =>
        reserveTime(tx, { clientId: hat.clientId, executiveId: hat.id, ...wanted }, doing, now),
      )
    const reserved = (await db.select().from(appointments)).filter(({ state }) => state === 'reserved')
    const reservedId = pick(reserved, one.reserved)?.id
    const booking = bookingOf(hat, { ...wanted, ...(reservedId && { reservedId }) })
    return run((tx) => bookAppointment(tx, booking, doing, now))
  }
  const undo = async (ids: string[], which: number) => {
    if (ids.length === 0) return
    const done = await db.select().from(acts).where(inArray(acts.subjectId, ids)).orderBy(asc(acts.id))
    const one = pick(done, which)
    if (one)
      await run((tx) =>
        undoAct(tx, { clientId: one.clientId, actId: one.id }, { kind: 'executive', id: morel.id }, now),
      )
  }

  /** Nobody has two things at once, whichever client it is for. */
  const expectNobodyTwice = async () => {
    const rows = (await db.select().from(appointments)).filter(({ state }) => blocksTime(state))
    const persons = Map.groupBy(rows, ({ executiveId }) => (executiveId === morel.id ? 'morel' : 'durand'))
    for (const [, of] of persons) {
      const inOrder = of.toSorted((a, b) => a.blockedFrom.getTime() - b.blockedFrom.getTime())
      for (const [index, next] of inOrder.slice(1).entries())
        expect(next.blockedFrom.getTime()).toBeGreaterThanOrEqual(inOrder[index]?.blockedUntil.getTime() ?? 0)
    }
  }
  /** Each act begins where the one before it ended, and the last ends in what is there now. */
  const expectActsLeadToIt = async () => {
    for (const row of await db.select().from(appointments)) {
      const told = await db.select().from(acts).where(eq(acts.subjectId, row.id))
      const steps = told.filter(({ verb }) => verb !== 'appointment.overtaken')
      const inOrder = steps.toSorted((a, b) => versionOf(a.after) - versionOf(b.after))
      let standing: unknown = null
      for (const step of inOrder) {
        expect(step.before).toEqual(standing)
        standing = withoutVia(step.after)
      }
      expect(standing).toEqual(JSON.parse(JSON.stringify(snapshotOf(row))))
    }
  }

  test('whatever people do at once, nobody is booked twice and every row is as its acts say', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(moments, async (all) => {
        await reset()
        for (const moment of all) {
          const outcomes = await Promise.all(moment.acts.map(perform))
          for (const outcome of outcomes) if (outcome && typeof outcome !== 'string') seen.add(outcome.kind)
          await expectNobodyTwice()
          now = new Date(now.getTime() + moment.minutes * 60_000)
        }
        await expectActsLeadToIt()
      }),
      { numRuns: kind === 'server' ? 25 : 8 },
    )
    // The situations that it is about did arise.
    expect([...seen]).toEqual(expect.arrayContaining(['booked', 'reserved', 'taken', 'changed']))
  })

  test('of a hundred who want the same time at once, one gets it and all are told', async () => {
    const startsAt = timeAt(0)
    const attempts = Array.from({ length: 100 }, (_, index) => {
      const hat = pick(hats.slice(0, 2), index) ?? morel
      const booking = bookingOf(hat, { typeId: typeOf(hat), startsAt })
      return run((tx) => bookAppointment(tx, booking, secretary(now), now))
    })
    const kinds = (await Promise.all(attempts)).map((outcome) => outcome.kind).sort()
    expect(kinds).toEqual(['booked', ...Array.from({ length: 99 }, () => 'taken')])
  })
})

/** A reservation may have run out since it was picked. */
function orGone(error: unknown): 'gone' {
  if (error instanceof AppError && error.code === 'notFound') return 'gone'
  throw error
}

const versionOf = (after: unknown): number =>
  typeof after === 'object' && after !== null && 'version' in after ? Number(after.version) : 0

function withoutVia(after: unknown): unknown {
  if (typeof after !== 'object' || after === null || !('via' in after)) return after
  const { via: _, ...rest } = after
  return rest
}
