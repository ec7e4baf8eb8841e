import { expect, test } from 'vitest'
import type { SlipWay } from '../../../src/console/board/find-board-slips.ts'
import { needsCare, slipStateOf } from '../../../src/console/board/slip-state.ts'

const now = new Date('2026-11-17T09:00:00Z')
const way = (state: SlipWay['state'], more: Partial<SlipWay> = {}): SlipWay => ({
  state,
  channel: 'sms',
  failure: null,
  dueAt: null,
  ...more,
})

test('an alert goes before whatever became of its deliveries', () => {
  const alert = { step: 'called', executive: 'Karim' } as const
  const state = slipStateOf({ alert, ways: [way('delivered')] }, now)
  expect(state).toEqual({ kind: 'alert', ...alert })
  expect(needsCare(state)).toBe(true)
})

test('one way that arrived makes up for another that failed', () => {
  const ways = [way('failed', { failure: 'notMobile' }), way('delivered', { channel: 'email' })]
  expect(slipStateOf({ alert: null, ways }, now)).toEqual({ kind: 'delivered' })
})

test('where nothing arrived the reason is said', () => {
  const ways = [way('suppressed'), way('failed', { failure: 'notMobile' })]
  expect(slipStateOf({ alert: null, ways }, now)).toEqual({ kind: 'failed', failure: 'notMobile' })
})

test('what waits for the end of quiet hours says when it leaves', () => {
  const later = slipStateOf(
    { alert: null, ways: [way('pending', { dueAt: '2026-11-18T07:00:00+00:00' })] },
    now,
  )
  expect(later).toEqual({ kind: 'later', at: new Date('2026-11-18T07:00:00Z') })
  const soon = slipStateOf({ alert: null, ways: [way('pending', { dueAt: now.toISOString() })] }, now)
  expect(soon).toEqual({ kind: 'sending' })
})

test('a slip without a way of its own goes with the digest', () => {
  expect(slipStateOf({ alert: null, ways: null }, now)).toEqual({ kind: 'inDigest' })
})
