import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Config } from '../config.ts'

type Secrets = Pick<Config, 'sessionSecret'>

/** 256 bits, base64url. */
export const newSessionToken = (): string => randomBytes(32).toString('base64url')

export const hashSessionToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url')

/** What every form of a session sends with it, so that no other site can send one for her. */
export const formToken = ({ sessionSecret }: Secrets, sessionId: string): string =>
  createHmac('sha256', sessionSecret)
    .update(JSON.stringify(['form', sessionId]))
    .digest('base64url')

export function isFormToken(secrets: Secrets, sessionId: string, token: unknown): boolean {
  if (typeof token !== 'string') return false
  const expected = Buffer.from(formToken(secrets, sessionId))
  const given = Buffer.from(token)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
