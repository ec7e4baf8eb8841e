import { randomInt } from 'node:crypto'
import type { Config } from '../config.ts'
import { stamp } from '../secret-box.ts'

/** Without those that are taken for one another on paper. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const howMany = 10

/** Ten, of 49 bits each: `K7QPM-3XWRT`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: howMany }, () => `${randomLetters(5)}-${randomLetters(5)}`)

const randomLetters = (length: number) =>
  Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join('')

/** Keyed, so that the table alone is no use to whoever guesses; read the same with small letters or without the hyphen. */
export const hashRecoveryCode = (
  secrets: Pick<Config, 'sessionSecret'>,
  secretaryId: string,
  code: string,
): string => stamp(secrets, 'recovery', secretaryId, code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
