import { createHmac, randomBytes, randomInt } from 'node:crypto'
import { demoAccountSid } from '../../src/twilio-settings.ts'

/** Where the requests of one measurement go: the address is signed, so every server is told the same one. */
export const benchUrl = 'http://bench.permanence.test'
export const benchToken = 'bench-token'

/** Who rings which line, as the n-th of many. */
export type Ringing = { line: string; from: string }

/** Whole HTTP requests, signed, each a call that no server has seen before. */
export function voiceRequests(callers: readonly Ringing[], count: number): Buffer[] {
  const first = randomInt(callers.length)
  return Array.from({ length: count }, (_, n) => {
    const ringing = callers[(first + n) % callers.length]
    if (!ringing) throw new Error('nobody rings')
    return voiceRequest(ringing)
  })
}

function voiceRequest(ringing: Ringing): Buffer {
  const fields = voiceFields(ringing)
  const body = new URLSearchParams(fields).toString()
  return Buffer.from(
    `POST /twilio/voice HTTP/1.1\r\nhost: bench.permanence.test\r\n` +
      'content-type: application/x-www-form-urlencoded; charset=utf-8\r\n' +
      'user-agent: TwilioProxy/1.1\r\naccept: */*\r\n' +
      `x-twilio-signature: ${sign(fields)}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

/** https://www.twilio.com/docs/usage/security: the address, then every name and value in the names' order. */
export function sign(fields: Record<string, string>, address = `${benchUrl}/twilio/voice`): string {
  const signed = Object.keys(fields)
    .sort()
    .reduce((text, name) => text + name + fields[name], address)
  return createHmac('sha1', benchToken).update(signed).digest('base64')
}

/** What the exchange sends when a call arrives (twilio.com/docs/voice/twiml), places included. */
export function voiceFields({ line, from }: Ringing): Record<string, string> {
  const places = ['From', 'Caller', 'To', 'Called'].flatMap((side) => [
    [`${side}City`, ''],
    [`${side}State`, ''],
    [`${side}Zip`, ''],
    [`${side}Country`, 'FR'],
  ])
  return {
    AccountSid: demoAccountSid,
    ApiVersion: '2010-04-01',
    CallSid: `CA${randomBytes(16).toString('hex')}`,
    CallStatus: 'ringing',
    CallToken: randomToken,
    Called: line,
    Caller: from,
    Direction: 'inbound',
    From: from,
    To: line,
    StirVerstat: 'TN-Validation-Passed-A',
    ...Object.fromEntries(places),
  }
}

/** What the exchange sends when a text arrives (twilio.com/docs/messaging/guides/webhook-request). */
export function textFields({ line, from }: Ringing, body: string): Record<string, string> {
  const sid = `SM${randomBytes(16).toString('hex')}`
  return {
    ...{ MessageSid: sid, SmsSid: sid, SmsMessageSid: sid, AccountSid: demoAccountSid },
    ...{ From: from, To: line, Body: body, NumMedia: '0', NumSegments: '1', SmsStatus: 'received' },
    ApiVersion: '2010-04-01',
  }
}

const randomToken = randomBytes(200).toString('base64url')
