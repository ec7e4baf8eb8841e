import { expect, test } from 'vitest'
import { isFree, isPresent, type Station, standingOf } from '../../src/floor/station.ts'

const now = new Date('2026-11-17T09:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const free: Station = {
  state: 'available',
  device: 'browser',
  telephone: null,
  reachableAt: ago(49),
  rungCallId: null,
  busyCallId: null,
  wrapUpUntil: null,
}
const call = '00000000-0000-8000-8000-000000000001'

test('of all that may be said of a station, the one that counts is shown', () => {
  const cases: [Partial<Station>, string][] = [
    [{}, 'free'],
    [{ reachableAt: ago(50) }, 'unreachable'],
    [{ reachableAt: null }, 'unreachable'],
    [{ wrapUpUntil: ago(-1) }, 'wrapUp'],
    [{ wrapUpUntil: now }, 'free'],
    [{ rungCallId: call }, 'rung'],
    [{ rungCallId: call, reachableAt: null }, 'rung'],
    [{ busyCallId: call, rungCallId: call, state: 'off' }, 'busy'],
    [{ state: 'pause', wrapUpUntil: ago(-1) }, 'pause'],
    [{ state: 'off' }, 'off'],
    [{ device: 'telephone', reachableAt: null, telephone: '+33612345678' }, 'free'],
    [{ device: 'telephone' }, 'unreachable'],
  ]
  for (const [some, standing] of cases)
    expect([some, standingOf({ ...free, ...some }, now)]).toEqual([some, standing])
})

test('who speaks or writes is present and not free; who is on pause or cannot be reached is neither', () => {
  const cases: [Partial<Station>, boolean, boolean][] = [
    [{}, true, true],
    [{ busyCallId: call }, true, false],
    [{ wrapUpUntil: ago(-20) }, true, false],
    [{ state: 'pause' }, false, false],
    [{ state: 'pause', busyCallId: call }, false, false],
    [{ reachableAt: ago(60) }, false, false],
  ]
  for (const [some, present, isFreeNow] of cases) {
    const station = { ...free, ...some }
    expect([some, isPresent(station, now), isFree(station, now)]).toEqual([some, present, isFreeNow])
  }
})
