import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Config } from '../config.ts'
import type { LinkAddress } from './open-link.ts'

type Secrets = Pick<Config, 'sessionSecret'>

const validMs = 24 * 3_600_000
/** By which the clocks of two machines may differ. */
const skewMs = 300_000

/** Shows that a form came from a page of ours, and when: `<milliseconds in base 36>.<HMAC>`. */
export function makeNonce(secrets: Secrets, link: LinkAddress, now: Date): string {
  const issued = now.getTime().toString(36)
  return `${issued}.${sign(secrets, link, issued)}`
}

/** Whether a page of this link was given out with it within the last 24 hours. */
export function isNonce(secrets: Secrets, link: LinkAddress, nonce: string, now: Date): boolean {
  const [, issued, signature] = /^([0-9a-z]{1,11})\.([\w-]{43})$/.exec(nonce) ?? []
  if (!issued || !signature) return false
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(sign(secrets, link, issued)))) return false
  const age = now.getTime() - Number.parseInt(issued, 36)
  return age > -skewMs && age < validMs
}

function sign({ sessionSecret }: Secrets, { clientId, token }: LinkAddress, issued: string): string {
  const facts = JSON.stringify(['nonce', clientId, token, issued])
  return createHmac('sha256', sessionSecret).update(facts).digest('base64url')
}
