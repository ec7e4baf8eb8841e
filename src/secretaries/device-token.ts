import { randomBytes } from 'node:crypto'
import type { Config } from '../config.ts'
import { isStamp, stamp } from '../secret-box.ts'

type Secrets = Pick<Config, 'sessionSecret'>

/**
 * Kept by a browser in which she has signed in before (OWASP's device cookie). It opens nothing: whoever guesses at her
 * account from elsewhere uses up the tries of everybody else, and she still signs in here.
 */
export function newDeviceToken(secrets: Secrets, secretaryId: string): string {
  const nonce = randomBytes(12).toString('base64url')
  return `${nonce}.${stamp(secrets, 'device', secretaryId, nonce)}`
}

/** Which browser of hers this is; null where she has not signed in before. */
export function deviceOf(secrets: Secrets, secretaryId: string, token: string | null): string | null {
  const [nonce = '', mac = ''] = token?.split('.') ?? []
  return nonce && isStamp(mac, stamp(secrets, 'device', secretaryId, nonce)) ? nonce : null
}
