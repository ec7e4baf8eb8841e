import { commonPasswords } from './common-passwords.ts'

export const shortestPassword = 12
/** Longer ones only cost time to hash. */
export const longestPassword = 200

export type PasswordFault = 'tooShort' | 'tooLong' | 'common'

type Person = { readonly name: string; readonly email: string }

/**
 * What keeps a password from being hers; null when nothing does. Length counts and what everybody tries first, no
 * mixture of kinds of characters (ASVS 6.2, NIST SP 800-63B).
 */
export function faultOfPassword(password: string, { name, email }: Person): PasswordFault | null {
  const length = [...password].length
  if (length < shortestPassword) return 'tooShort'
  if (length > longestPassword) return 'tooLong'
  const plain = password.toLowerCase()
  const isOneThing = new Set(plain).size <= 3
  return isOneThing || commonPasswords.has(plain) || isHerself(plain, name, email) ? 'common' : null
}

/** Her address, or her name with digits and marks around it. */
function isHerself(plain: string, name: string, email: string): boolean {
  if (plain === email.toLowerCase()) return true
  const letters = plain.replace(/[^\p{L}]/gu, '')
  const words = [name, email.split('@')[0] ?? ''].map((word) => word.toLowerCase().replace(/[^\p{L}]/gu, ''))
  return letters === '' ? isRun(plain) : words.includes(letters)
}

/** Digits and marks that only go up or down one by one: 1234567890123. */
function isRun(plain: string): boolean {
  const steps = [...plain]
    .slice(1)
    .map((character, index) => character.charCodeAt(0) - plain.charCodeAt(index))
  return new Set(steps).size <= 2
}
