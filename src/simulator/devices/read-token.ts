import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Switchboard } from '../switchboard.ts'

export type DeviceToken = { identity: string; applicationSid: string; expiresAt: Date }

/** Twilio's own codes: https://www.twilio.com/docs/api/errors */
export type TokenRefusal = { code: 20101 | 20104; message: string }

const headSchema = z.object({ alg: z.literal('HS256') })

const bodySchema = z.object({
  iss: z.string(),
  sub: z.string(),
  /** Seconds since 1970. */
  exp: z.number(),
  grants: z.object({
    identity: z.string().regex(/^[^\s]{1,256}$/),
    voice: z.object({ outgoing: z.object({ application_sid: z.string() }) }),
  }),
})

/** Checks an access token as Twilio does: signed with one of the account's keys, for this account, and not over. */
export function readToken(board: Switchboard, token: string): DeviceToken | TokenRefusal {
  const [head = '', body = '', signature = ''] = token.split('.')
  const claims = bodySchema.safeParse(parsed(body))
  if (!headSchema.safeParse(parsed(head)).success || !claims.success) return invalid('it is no voice token')
  const { iss, sub, exp, grants } = claims.data
  const key = board.apiKeys.find(({ sid }) => sid === iss)
  if (!key || !isSigned(`${head}.${body}`, signature, key.secret)) return invalid('no key of ours signed it')
  if (sub !== board.accountSid) return invalid('it is of another account')
  const applicationSid = grants.voice.outgoing.application_sid
  if (!board.applications.has(applicationSid)) return invalid(`there is no application ${applicationSid}`)
  const expiresAt = new Date(exp * 1000)
  if (expiresAt <= board.now()) return { code: 20104, message: 'the token is over' }
  return { identity: grants.identity, applicationSid, expiresAt }
}

function invalid(message: string): TokenRefusal {
  return { code: 20101, message }
}

function isSigned(signed: string, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(signed).digest()
  const given = Buffer.from(signature, 'base64url')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function parsed(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
