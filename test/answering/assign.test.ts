import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assign, type Station, type WaitingCall } from '../../src/answering/assign.ts'

const s = 1000
const now = 1_000 * s

const call = (callId: string, more: Partial<WaitingCall> = {}): WaitingCall => ({
  ...{ clientId: 1, callId, priority: 5, waitsSince: now - 5 * s, lastSecretaryId: null },
  ...{ widenSeconds: 12, team: null, overflow: null, answerBy: now + 60 * s },
  ...more,
})

const at = (secretaryId: string, more: Partial<Station> = {}): Station => ({
  ...{
    secretaryId,
    isFree: true,
    isTelephone: false,
    rings: null,
    freeSince: 0,
    passed: null,
    everywhere: false,
    teams: [],
  },
  assigned: new Map([[1, { regular: false, priority: 5 }]]),
  ...more,
})
const regular = { assigned: new Map([[1, { regular: true, priority: 5 }]]) }
const nobodys = { assigned: new Map() }

const rings = (calls: WaitingCall[], stations: Station[]) =>
  assign(calls, stations, now).map(({ callId, secretaryId }) => `${callId}→${secretaryId}`)

test('a client’s regular secretary is rung first, and the others of its own once she has had her time', () => {
  const stations = [at('alice'), at('benoit', regular)]
  expect(rings([call('x')], stations)).toEqual(['x→benoit'])
  expect(rings([call('x', { waitsSince: now - 12 * s })], stations)).toEqual(['x→benoit', 'x→alice'])
  expect(rings([call('x', { widenSeconds: 0 })], stations)).toEqual(['x→benoit', 'x→alice'])
})

test('where the regular one is in another call she has the same time, and where she is away nobody waits for her', () => {
  expect(rings([call('x')], [at('alice'), at('benoit', { ...regular, isFree: false })])).toEqual([])
  expect(rings([call('x')], [at('alice')])).toEqual(['x→alice'])
})

test('the team comes after those of the client, then the team it overflows to, and nobody else ever', () => {
  const of = (key: string) => ({ ...nobodys, teams: [key] })
  const stations = [at('zoe', of('far')), at('yann', of('near')), at('xena', { ...nobodys })]
  const teams = { team: 'near', overflow: 'far' }
  expect(rings([call('x', teams)], stations)).toEqual(['x→yann'])
  expect(rings([call('x', { ...teams, waitsSince: now - 12 * s })], stations)).toEqual(['x→yann', 'x→zoe'])
  expect(rings([call('x')], stations)).toEqual([])
})

test('every call has somebody before one has several, in the order of priority and of waiting', () => {
  const calls = [
    call('late'),
    call('early', { waitsSince: now - 9 * s }),
    call('urgent', { priority: 0, waitsSince: now }),
  ]
  expect(rings(calls, [at('a'), at('b')])).toEqual(['urgent→a', 'early→b'])
  expect(rings(calls, [at('a'), at('b'), at('c'), at('d')])).toEqual([
    ...['urgent→a', 'early→b', 'late→c', 'urgent→d'],
  ])
})

test('a call without anybody takes one that rings beside others, but never the only one of another call', () => {
  const stations = [at('a', { isFree: false, rings: 'x' }), at('b', { isFree: false, rings: 'x' })]
  expect(assign([call('x'), call('y')], stations, now)).toMatchObject([{ callId: 'y', instead: 'x' }])
  expect(rings([call('x'), call('y'), call('z')], stations)).toHaveLength(1)
})

test('whoever has been free longest is rung, and she who let it pass is asked last', () => {
  const stations = [at('a', { freeSince: 9 }), at('b', { freeSince: 3 }), at('c', { freeSince: 5 })]
  expect(rings([call('x')], stations)[0]).toBe('x→b')
  const passed = { callId: 'x', until: now + s }
  expect(rings([call('x')], [at('a', { passed })])).toEqual([])
  expect(rings([call('x')], [at('a', { passed: { ...passed, until: now } }), at('b')])[0]).toBe('x→b')
  expect(rings([call('x')], [at('a', { passed: { ...passed, until: now } })])).toEqual(['x→a'])
})

test('a telephone rings where nobody as near is at her console, for one call, and while there is time for it', () => {
  const mobile = { isTelephone: true, freeSince: -1 }
  expect(rings([call('x')], [at('a', mobile), at('b')])).toEqual(['x→b'])
  expect(rings([call('x', { widenSeconds: 0 })], [at('a', { ...mobile, ...regular }), at('b')])).toEqual([
    'x→a',
    'x→b',
  ])
  expect(rings([call('x')], [at('a', mobile), at('c', mobile)])).toEqual(['x→a'])
  expect(rings([call('x', { answerBy: now + 7 * s })], [at('a', mobile)])).toEqual([])
  // What is dialled for one call is not taken from it for another.
  const busy = { isFree: false, rings: 'x' }
  expect(rings([call('x'), call('y')], [at('a', { ...mobile, ...busy }), at('b', busy)])).toEqual(['y→b'])
})

test('a caller who was lost comes back to her who spoke with him', () => {
  const stations = [at('a', regular), at('b', nobodys)]
  expect(rings([call('x', { lastSecretaryId: 'b' })], stations)[0]).toBe('x→b')
})

test('whatever waits: nobody is rung twice, nobody without leave, and no free one stands by while a call of hers has none', () => {
  const clients = fc.integer({ min: 1, max: 3 })
  const calls = fc.uniqueArray(
    fc.record({
      clientId: clients,
      callId: fc.string({ minLength: 1, maxLength: 3 }),
      priority: fc.integer({ min: -1, max: 3 }),
      waitsSince: fc.integer({ min: now - 60 * s, max: now }),
      lastSecretaryId: fc.constant(null),
      answerBy: fc.constantFrom(now + 4 * s, now + 60 * s),
      widenSeconds: fc.constantFrom(0, 12),
      team: fc.constantFrom(null, 'near'),
      overflow: fc.constantFrom(null, 'far'),
    }),
    { selector: ({ callId }) => callId, maxLength: 8 },
  )
  const stations = fc.array(
    fc.record({
      isFree: fc.boolean(),
      isTelephone: fc.boolean(),
      freeSince: fc.nat(),
      everywhere: fc.boolean(),
      teams: fc.subarray(['near', 'far']),
      assigned: fc
        .uniqueArray(clients)
        .map((ids) => new Map(ids.map((id) => [id, { regular: id === 1, priority: id }]))),
    }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(calls, stations, (waiting, seats) => {
      const all = seats.map(
        (seat, n): Station => ({ ...seat, secretaryId: `s${n}`, rings: null, passed: null }),
      )
      const made = assign(waiting, all, now)
      expect(new Set(made.map(({ secretaryId }) => secretaryId)).size).toBe(made.length)
      const rung = new Map(made.map((ring) => [ring.secretaryId, ring.callId]))
      for (const ring of made)
        expect(all.find(({ secretaryId }) => secretaryId === ring.secretaryId)?.isFree).toBe(true)
      const alone = waiting.filter(({ callId }) => !made.some((ring) => ring.callId === callId))
      for (const one of alone.filter(({ widenSeconds }) => widenSeconds === 0))
        for (const station of all.filter(({ isFree, secretaryId }) => isFree && !rung.has(secretaryId)))
          if (!station.isTelephone || one.answerBy > now + 8 * s)
            expect(station.everywhere || station.assigned.has(one.clientId)).toBe(false)
    }),
  )
})
