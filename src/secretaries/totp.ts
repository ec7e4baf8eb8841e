import { Secret, TOTP } from 'otpauth'

const stepSeconds = 30
/** Steps that her telephone's clock may be ahead or behind. */
const tolerance = 1

/** 160 bits in base32, as RFC 4226 advises. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

const totpOf = (secret: string, label: string) =>
  new TOTP({ issuer: 'Permanence', label, secret: Secret.fromBase32(secret), period: stepSeconds })

/** What an authenticator reads off the QR code. */
export const totpAddress = (secret: string, email: string): string => totpOf(secret, email).toString()

/** The time step (30 s, counted from 1970) that the six digits belong to; null when they are wrong or out of date. */
export function stepOfCode(secret: string, code: string, at: Date): number | null {
  const digits = code.replace(/\D/g, '')
  if (digits.length !== 6) return null
  const delta = totpOf(secret, '').validate({ token: digits, timestamp: at.getTime(), window: tolerance })
  return delta === null ? null : Math.floor(at.getTime() / 1000 / stepSeconds) + delta
}
