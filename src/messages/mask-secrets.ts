// Groups of digits as cards and social security numbers are typed, with single separators between them.
const DIGIT_GROUPS = /\d[\dABab]*(?:[ .\-\u00a0\u202f]\d[\dABab]*)*/g
// Visa 4, Mastercard 51-55 and 2221-2720, Amex 34 and 37, Maestro 50 and 56-69, Diners 36 and 38, JCB 35.
const CARD =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|(?:50|5[6-9]|6\d)\d{10,17}|3[68]\d{12}|35\d{14})$/
// Sex, year, month (20 and more when unknown), department (Corsica 2A, 2B), commune, order; then the key.
const NIR = /^[123478]\d\d(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d\d|2[AB])\d{6}(\d\d)$/i
// Without its key only the shape can be checked, so months are real: 13 digits are often a parcel's number.
const NIR_WITHOUT_KEY = /^[12]\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[1-9]\d|2[AB])\d{6}$/i

/**
 * Masks bank cards (Luhn) and French social security numbers (NIR), which people dictate and type although
 * nobody asked; the last digits of a card stay, so that its owner knows which one it was.
 */
export function maskSecrets(text: string): string {
  return text.replace(DIGIT_GROUPS, (run) => {
    const parts = run.split(/([ .\-\u00a0\u202f])/)
    for (let first = 0; first < parts.length; first += 2) maskFrom(parts, first)
    return parts.join('')
  })
}

/** `parts` alternates groups and separators; masks the longest secret that begins with group `first`. */
function maskFrom(parts: string[], first: number): void {
  // 19 digits one by one are the longest there is.
  for (let last = Math.min(parts.length - 1, first + 36); last >= first; last -= 2) {
    const groups = parts.slice(first, last + 1).filter((_, index) => index % 2 === 0)
    const mask = maskOf(groups)
    if (mask) parts.splice(first, last - first + 1, mask)
    if (mask) return
  }
}

/** Cards are typed in groups of three digits or more; pairs are telephone numbers. */
function maskOf(groups: readonly string[]): string | null {
  const digits = groups.join('')
  const grouped = groups.every((group) => group.length >= 3)
  if (grouped && CARD.test(digits) && passesLuhn(digits)) return `****${digits.slice(-4)}`
  return isSocialSecurityNumber(digits) ? '****' : null
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

function isSocialSecurityNumber(digits: string): boolean {
  const key = NIR.exec(digits)?.[1]
  if (!key) return NIR_WITHOUT_KEY.test(digits)
  // INSEE: for the key 2A counts as 19, 2B as 18.
  const value = digits.slice(0, 13).replace(/2A/i, '19').replace(/2B/i, '18')
  return 97 - (Number(value) % 97) === Number(key)
}
