import { eq, inArray, isNotNull, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { turnSwitch } from '../../src/agency/switches.ts'
import { calls } from '../../src/calls/tables.ts'
import { clients } from '../../src/clients/tables.ts'
import { setStation } from '../../src/floor/set-station.ts'
import { teams } from '../../src/floor/tables.ts'
import { newId } from '../../src/ids.ts'
import { localTime } from '../../src/rules/local-time.ts'
import { accountEvents, secretaries } from '../../src/secretaries/tables.ts'
import { countDays } from '../../src/service-levels/count-days.ts'
import {
  findLevelsByClient,
  findLevelsByTeam,
  findLevelsInTime,
} from '../../src/service-levels/find-levels.ts'
import { everyDay } from '../../src/service-levels/period.ts'
import { countedDays, levelDays, levelHours } from '../../src/service-levels/tables.ts'
import { signIn, type Visitor } from '../support/console-rig.ts'
import { type LiveRig, startLiveRig } from '../support/live-rig.ts'
import { until } from '../support/until.ts'
import { countNaively, type Offered, writeOffered } from './offered.ts'

const timeZone = 'Europe/Paris'
let rig: LiveRig
let ids: Record<string, number>
let people: Record<string, string>
let alice: Visitor
let claire: Visitor
beforeAll(async () => {
  rig = await startLiveRig()
  const { db } = rig.context
  ids = Object.fromEntries((await db.select().from(clients)).map(({ key, clientId }) => [key, clientId]))
  people = Object.fromEntries((await db.select().from(secretaries)).map(({ key, id }) => [key, id]))
  await db.insert(teams).values({ id: newId(), key: 'nord', name: 'Équipe Nord' })
  await db
    .update(clients)
    .set({ answering: { team: 'nord' } })
    .where(inArray(clients.key, ['morel', 'lenoir']))
  alice = await signIn(rig, 'alice')
  claire = await signIn(rig, 'claire')
})
afterAll(() => rig?.close())

const forget = async () => {
  const { db } = rig.context
  await db.delete(countedDays)
  await db.delete(levelDays)
  await db.delete(levelHours)
  await db.update(calls).set({ queuedAt: null }).where(isNotNull(calls.queuedAt))
}

const scope = () => ({
  actor: { kind: 'secretary' as const, id: people.claire ?? '' },
  clientIds: Object.values(ids),
  only: null,
})

/** About the hours that come twice or not at all, and on either side of midnight. */
const moments = [
  '2026-10-24T21:50:00Z',
  '2026-10-25T00:10:00Z',
  '2026-10-25T01:10:00Z',
  '2026-03-29T00:50:00Z',
]
  .concat(['2026-03-29T01:05:00Z', '2026-03-28T22:59:59Z', '2026-03-28T23:00:00Z', '2026-11-16T12:00:00Z'])
  .map((iso) => Date.parse(iso))

const anyCalls = () =>
  fc.array(
    fc
      .record({
        clientId: fc.constantFrom(...Object.values(ids)),
        at: fc
          .tuple(fc.constantFrom(...moments), fc.integer({ min: -5400, max: 5400 }))
          .map(([near, off]) => new Date(near + off * 1000)),
        waited: fc.oneof(fc.nat(80), fc.constantFrom(4, 5, 20, 21)),
        how: fc.constantFrom(
          'answered',
          'answered',
          'hungUp',
          'message',
          'callback',
          'late',
          'unattended',
          null,
        ),
        by: fc.constantFrom(...Object.values(people)),
        talk: fc.nat(300),
        held: fc.nat(30),
        wrote: fc.option(fc.nat(60)),
      })
      .map((call): Offered => {
        if (call.how === 'answered') return call
        return {
          ...call,
          by: null,
          talk: 0,
          held: 0,
          wrote: null,
          ...(call.how === null && { waited: null }),
        }
      }),
    { minLength: 80, maxLength: 160 },
  )

/** Nothing happened then: not to be counted day by day. */
const summer = everyDay({ first: '2026-04-01', last: '2026-10-20' })

const spans = [
  { first: '2026-03-27', last: '2026-03-30' },
  { first: '2026-10-24', last: '2026-11-17' },
]

test('the report counts as somebody would who went through the calls one by one, counted before or not', async () => {
  const { db, log } = rig.context
  await fc.assert(
    fc.asyncProperty(anyCalls(), async (all) => {
      await forget()
      await writeOffered(db, all)
      await compareAll(all)
      const now = () => new Date('2026-11-17T05:30:00Z')
      await db.insert(countedDays).values(summer.map((day) => ({ day, countedAt: now() })))
      for (let round = 0; round < 2; round += 1) await countDays({ db, log, now })
      expect(await db.$count(countedDays)).toBeGreaterThan(summer.length + 20)
      await compareAll(all)
    }),
    { numRuns: 1, endOnFailure: true },
  )
}, 120_000)

async function compareAll(all: readonly Offered[]): Promise<void> {
  const { db } = rig.context
  const ofTeam = [ids.morel ?? 0, ids.lenoir ?? 0]
  const filters = [
    [{ kind: 'agency' }, {}],
    [{ kind: 'team', team: 'nord' }, { clientIds: ofTeam }],
    [{ kind: 'secretary', secretaryId: people.alice ?? '' }, { by: people.alice ?? '' }],
    [{ kind: 'client', clientId: ids.durand ?? 0, timeZone }, { clientIds: [ids.durand ?? 0] }],
    [
      { kind: 'client', clientId: ids.durand ?? 0, timeZone: 'Indian/Reunion' },
      { clientIds: [ids.durand ?? 0], timeZone: 'Indian/Reunion' },
    ],
  ] as const
  for (const span of spans)
    for (const [of, narrowed] of filters) {
      const where = { timeZone, ...narrowed }
      const found = await findLevelsInTime(db, of, span)
      const days = everyDay(span)
      const theirs = within(all, days, where.timeZone)
      for (const day of days)
        expect(found.days.get(day) ?? empty).toEqual(countNaively(all, { ...where, day }))
      for (let hour = 0; hour < 24; hour += 1)
        expect(found.hours.get(hour) ?? empty).toEqual(countNaively(theirs, { ...where, hour }))
      expect(found.total).toEqual(countNaively(theirs, where))
    }
  const [, span = spans[0]] = spans
  if (!span) return
  const theirs = within(all, everyDay(span), timeZone)
  const byClient = await findLevelsByClient(db, scope(), span, null)
  for (const clientId of Object.values(ids)) {
    const found = byClient.find((one) => one.clientId === clientId)
    const { counts, people: some } = found ?? empty
    expect({ counts, people: some }).toEqual(countNaively(theirs, { timeZone, clientIds: [clientId] }))
  }
  const ofNord = await findLevelsByClient(db, scope(), span, 'nord')
  expect(ofNord.every(({ clientId }) => ofTeam.includes(clientId))).toBe(true)
  const byTeam = await findLevelsByTeam(db, span)
  expect(byTeam.get('nord') ?? empty).toEqual(countNaively(theirs, { timeZone, clientIds: ofTeam }))
}

const empty = countNaively([], { timeZone })
const within = (all: readonly Offered[], days: readonly string[], zone: string) =>
  all.filter(({ at }) => days.includes(localTime(at, zone).today.date))

test('a day is counted once it is settled, and once only', async () => {
  const { db, log } = rig.context
  await forget()
  const one = {
    clientId: ids.morel ?? 0,
    waited: 7,
    how: 'hungUp',
    by: null,
    talk: 0,
    held: 0,
    wrote: null,
  } as const
  await writeOffered(db, [{ ...one, at: new Date('2026-11-15T10:00:00Z') }])
  // Midnight in Paris is 23:00 Z: six hours later the day before is settled.
  await countDays({ db, log, now: () => new Date('2026-11-16T04:59:00Z') })
  expect(await db.$count(countedDays)).toBe(0)
  const now = () => new Date('2026-11-16T05:01:00Z')
  await Promise.all([countDays({ db, log, now }), countDays({ db, log, now })])
  await countDays({ db, log, now })
  expect((await db.select().from(countedDays)).map(({ day }) => day)).toEqual(['2026-11-15'])
  expect((await db.select().from(levelHours)).map(({ hour, abandoned }) => [hour, abandoned])).toEqual([
    [11, 1],
  ])
  expect((await db.select().from(levelDays)).map(({ clientId }) => clientId)).toEqual([ids.morel])
})

/** Of this morning: three answered by each of some people, one who hung up, and one at once. */
async function stageMorning(keys: readonly string[]) {
  await forget()
  const at = (minute: number) => new Date(Date.parse('2026-11-17T07:30:00Z') + minute * 60_000)
  const one = { clientId: ids.morel ?? 0, talk: 0, held: 0, wrote: null, by: null }
  const answered = keys.flatMap((key, place) =>
    [8, 19, 42].map((waited, minute) => ({
      ...{ ...one, at: at(place * 5 + minute), waited, how: 'answered' as const },
      ...{ by: people[key] ?? null, talk: 100, held: 10, wrote: 33 },
    })),
  )
  const left = [2, 31].map((waited) => ({ ...one, at: at(50), waited, how: 'hungUp' as const }))
  await writeOffered(rig.context.db, [...answered, ...left])
}

test('the report shows supervisors what was offered and what became of it, and hands it out as a file', async () => {
  await rig.context.db.update(clients).set({ name: '=cmd|Morel' }).where(eq(clients.key, 'morel'))
  await stageMorning(['alice', 'benoit', 'claire'])
  expect((await alice.get('/console/service-levels')).status).toBe(403)
  expect((await alice.get('/console/service-levels/csv')).status).toBe(403)
  const { status, body } = await claire.get('/console/service-levels?period=today')
  expect(status).toBe(200)
  expect(body).toContain('=cmd|Morel')
  for (const words of [
    '60\u202f%',
    '1\u00a0min\u00a030',
    '33\u00a0s',
    '<title id="chart-hours-title">',
    'Comment ces chiffres',
  ])
    expect(body).toContain(words)
  const file = await claire.get('/console/service-levels/csv?period=today')
  expect(file.body.split('\r\n')[1]).toMatch(/^'=cmd\|Morel;10;6;60,0;3;1;10,0;31;1;0;0;23;42;90;10;33$/)
  const hours = (await claire.get('/console/service-levels/csv?period=today&table=hours')).body.split('\r\n')
  expect(hours).toHaveLength(13)
  expect(hours[1]).toMatch(/^8;9;6;66,7;3;0;/)
  const byTeam = await claire.get('/console/service-levels?period=month&by=team')
  expect(byTeam.body).toContain('Équipe Nord')
  expect(byTeam.body).toContain('team=nord')
  const ofClient = await claire.get(`/console/service-levels?period=week&client=${ids.durand}`)
  expect(ofClient.body).toContain('Aucun appel')
  for (const client of ['999', '1%27', '-1', '99999999999999'])
    expect([client, (await claire.get(`/console/service-levels?client=${client}`)).status]).toEqual([
      client,
      404,
    ])
  expect((await claire.get('/console/service-levels?team=sud')).body).toContain(
    '« sud »'.replaceAll(' ', '\u00a0'),
  )
  await rig.context.db
    .update(clients)
    .set({ name: 'Cabinet Morel & Associés' })
    .where(eq(clients.key, 'morel'))
})

test('a bad period is said with its value, on the page and instead of the file', async () => {
  for (const [query, words] of [
    ['period=dates&from=2026-11-17&to=2026-11-10', 'vient après la dernière'],
    ['period=dates&from=2026-11-01&to=2126-11-10', '2126-11-10 est à venir'],
    ['period=dates&from=2026-13-45&to=2026-11-10', '2026-13-45'],
    ['period=dates&from=%3Cb%3E&to=', '&lt;b&gt;'],
    ['period=dates', 'Il manque une date'],
    ['period=for-ever', 'n’est pas une période'],
    ['period=today&period=week', 'n’est pas une période'],
  ]) {
    const page = await claire.get(`/console/service-levels?${query}`)
    expect([query, page.status, page.body.includes(words ?? '')]).toEqual([query, 400, true])
    expect(page.body).not.toContain('<b>')
    const file = await claire.get(`/console/service-levels/csv?${query}`)
    expect([query, file.status, file.body.includes(words ?? '')]).toEqual([query, 400, true])
  }
})

test('where one or two answered, nobody is made out: no work times, and no hours of a team', async () => {
  await stageMorning(['alice', 'benoit'])
  const whole = (await claire.get('/console/service-levels?period=today')).body
  expect(whole).not.toContain('33\u00a0s')
  expect(whole).toContain('chart-hours')
  const team = (await claire.get('/console/service-levels?period=today&team=nord')).body
  expect(team).toContain('Moins de trois personnes')
  expect(team).not.toContain('chart-hours')
  const file = await claire.get('/console/service-levels/csv?period=today&team=nord&table=hours')
  expect(file.body.split('\r\n').filter((line) => line !== '')).toHaveLength(1)
})

test('a single person’s figures are hers and her supervisors’ only where the owner allows it, and each look is hers to see', async () => {
  await stageMorning(['alice'])
  const of = `/console/service-levels/people/${people.alice}`
  for (const [who, path] of [
    [alice, '/console/service-levels/mine'],
    [claire, of],
  ] as const) {
    const refused = await who.get(path)
    expect([refused.status, refused.body.includes('ne sont pas permis')]).toEqual([403, true])
  }
  expect((await alice.get('/console/account')).body).not.toContain('service-levels/mine')
  const turn = (on: boolean) =>
    turnSwitch(rig.context, { id: people.claire ?? '', role: 'owner' }, { name: 'singleFigures', on })
  await turn(true)
  const hers = await alice.get('/console/service-levels/mine?period=today')
  for (const words of ['1\u00a0min\u00a030', '33\u00a0s', 'organiser les vacations'])
    expect(hers.body).toContain(words)
  expect((await alice.get('/console/account')).body).toContain('service-levels/mine')
  expect((await alice.get(of)).status).toBe(403)
  expect(await looks()).toEqual([])
  expect((await claire.get('/console/service-levels')).body).toContain(`people/${people.alice}`)
  expect((await claire.get(of)).body).toContain('Alice')
  expect((await claire.get('/console/service-levels/people/nobody')).status).toBe(404)
  expect(await looks()).toEqual([
    { actorId: people.claire, details: { first: '2026-11-11', last: '2026-11-17' } },
  ])
  expect((await alice.get('/console/account')).body).toContain('mesures personnelles consultées')
  await turn(false)
})

const looks = () =>
  rig.context.db
    .select({ actorId: accountEvents.actorId, details: accountEvents.details })
    .from(accountEvents)
    .where(eq(accountEvents.verb, 'figuresSeen'))

test('her writing ends when she says so, takes a break, or by the clock, and the call remembers how long it took', async () => {
  const morel = '+33199001001'
  const alices = await rig.seat('alice')
  const wrote = async (callId: string) => {
    const { wrapUpFrom, wrapUpUntil } = await rig.row(callId)
    return wrapUpFrom && wrapUpUntil && Math.round((wrapUpUntil.getTime() - wrapUpFrom.getTime()) / 1000)
  }
  const speak = async (from: string) => {
    const caller = await rig.waits(from, morel)
    await alices.answers(caller)
    await until('they speak', async () => (await rig.live(caller.callId))?.state === 'talking')
    expect((await alices.post('hang-up', caller)).status).toBe(200)
    return caller
  }
  const first = await speak('+33199007001')
  expect(await wrote(first.callId)).toBe(30)
  rig.clock.advance(12_000)
  await alices.ready()
  expect(await wrote(first.callId)).toBeCloseTo(12, -1)
  const until12 = await wrote(first.callId)
  rig.clock.advance(5_000)
  await alices.ready()
  expect(await wrote(first.callId)).toBe(until12)
  const second = await speak('+33199007002')
  rig.clock.advance(8_000)
  await setStation(rig.context, alices.id, { secretaryId: alices.id, state: 'pause' })
  expect(await wrote(second.callId)).toBeLessThan(30)
  await rig.seat('alice')
  const third = await speak('+33199007003')
  rig.clock.advance(60_000)
  await rig.seat('alice')
  expect(await wrote(third.callId)).toBe(30)
})

test('the line over the board says who waits and how it goes today, for the clients she may see', async () => {
  await forget()
  rig.clock.advance(10_000)
  expect((await claire.get('/console')).body).not.toContain('levels-strip')
  await stageMorning(['alice', 'benoit', 'claire'])
  rig.clock.advance(10_000)
  const strip = async (who: Visitor, path = '/console') =>
    /<ul class="levels-strip".*?<\/ul>/s.exec((await who.get(path)).body)?.[0] ?? ''
  for (const path of ['/console', '/console/floor']) {
    const shown = await strip(claire, path)
    expect(shown).toContain('<strong>60\u202f%</strong>')
    expect(shown).toContain('6 sur 10')
    expect(shown).toContain('<strong>0</strong> en attente')
  }
  expect(await strip(await signIn(rig, 'benoit'))).toBe('')
  await rig.seat('alice')
  await rig.waits('+33199007009', '+33199001001')
  expect(await strip(claire)).toMatch(/class="waits"><strong>1<\/strong> en attente · la plus longue/)
})

test('the statement for the boards reads the day’s calls by their index', async () => {
  const plan = await rig.context.db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`)
    return JSON.stringify(await tx.execute(sql`explain select * from calls where queued_at >= now()`))
  })
  expect(plan).toContain('calls_queued')
})
