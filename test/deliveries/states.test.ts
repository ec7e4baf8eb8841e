import fc from 'fast-check'
import { expect, test } from 'vitest'
import { failures } from '../../src/deliveries/failures.ts'
import { retryAfterMs } from '../../src/deliveries/retry.ts'
import { hideToken, showToken } from '../../src/deliveries/sent-body.ts'
import {
  deliveryStates,
  readCallStatus,
  readMessageStatus,
  statesBefore,
} from '../../src/deliveries/states.ts'
import { t } from '../../src/i18n/text.ts'

test('what arrived stays arrived', () => {
  for (const state of deliveryStates) expect(statesBefore(state)).not.toContain('delivered')
})

test('nothing is sent again once the far side took it, save what the carrier gave back', () => {
  expect(statesBefore('claimed')).toEqual(['pending'])
  expect(statesBefore('pending')).toEqual(['claimed', 'uncertain', 'sent'])
})

test('every status of the exchange for an outgoing text is understood, and no other', () => {
  const outgoing = ['accepted', 'scheduled', 'queued', 'sending', 'sent', 'delivered', 'undelivered']
  for (const status of [...outgoing, 'failed', 'canceled', 'read', 'partially_delivered'])
    expect(readMessageStatus(status)).not.toBeNull()
  for (const status of ['receiving', 'received', 'parked', '']) expect(readMessageStatus(status)).toBeNull()
})

test('every status of a call that we placed is understood, and only an end is one', () => {
  for (const status of ['queued', 'initiated', 'ringing', 'in-progress'])
    expect(readCallStatus(status)).toBe('sent')
  expect(readCallStatus('completed')).toBe('delivered')
  for (const status of ['busy', 'no-answer', 'failed', 'canceled'])
    expect(failures).toContain(readCallStatus(status))
  expect(readCallStatus('parked')).toBeNull()
})

test('a call that cannot be placed is given up within a minute, so that somebody else is told', () => {
  const waits = [1, 2, 3].map((attempts) => retryAfterMs(attempts, 'call', 1) ?? 0)
  expect(waits.reduce((sum, wait) => sum + wait)).toBeLessThanOrEqual(60_000)
  expect(retryAfterMs(4, 'call', 0)).toBeNull()
})

test('waits grow, are spread, and end within a day', () => {
  for (const urgency of ['urgent', 'ordinary'] as const) {
    const waits = [1, 2, 3, 4, 5, 6, 7].map((attempts) => retryAfterMs(attempts, urgency, 0.5) ?? 0)
    expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    expect(waits.reduce((sum, wait) => sum + wait)).toBeLessThan(24 * 3_600_000)
    expect(retryAfterMs(8, urgency, 0.5)).toBeNull()
    expect(retryAfterMs(1, urgency, 0)).toBeLessThan(retryAfterMs(1, urgency, 1) ?? 0)
  }
})

test('a text is the same after its token was hidden and shown, whatever the caller said', () => {
  const token = 'AbCdEfGhIjKlMnOpQrStUv'
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (said) => {
      const body = `${said.replaceAll('[token]', '')}\nhttps://p.example/l/1/${token}`
      expect(hideToken(body, token)).not.toContain(token)
      expect(showToken(hideToken(body, token), token)).toBe(body)
    }),
  )
})

test('every failure has words in both languages', () => {
  for (const failure of failures)
    for (const language of ['fr', 'en'] as const) expect(t(language, `failure.${failure}`)).toMatch(/\S/)
})
