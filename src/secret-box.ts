import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import type { Config } from './config.ts'

type Secrets = Pick<Config, 'sessionSecret'>
/** Each has a key of its own: what was made for one is nothing to the others. */
type Purpose = 'totp' | 'recovery' | 'ticket' | 'device' | 'calendar' | 'calendarDraft'

const keyFor = ({ sessionSecret }: Secrets, purpose: Purpose): Buffer =>
  Buffer.from(hkdfSync('sha256', sessionSecret, '', `permanence ${purpose}`, 32))

/** AES-256-GCM, bound to its row, so that one row's secret opens in no other. */
export function seal(secrets: Secrets, purpose: Purpose, rowId: string, text: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(secrets, purpose), iv).setAAD(Buffer.from(rowId))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** Null for what was sealed under another secret, for another purpose or for another row. */
export function unseal(secrets: Secrets, purpose: Purpose, rowId: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 28) return null
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secrets, purpose), bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(rowId)).setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** HMAC-SHA-256 over the parts, base64url. */
export const stamp = (secrets: Secrets, purpose: Purpose, ...parts: readonly string[]): string =>
  createHmac('sha256', keyFor(secrets, purpose)).update(JSON.stringify(parts)).digest('base64url')

export function isStamp(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
