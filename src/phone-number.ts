import parse, { type CountryCode, type PhoneNumber as ParsedNumber } from 'libphonenumber-js/max'
import { stripControls } from './plain-text.ts'

declare const brand: unique symbol
/** E.164: a plus sign and 7 to 15 digits. */
export type PhoneNumber = string & { readonly [brand]: 'PhoneNumber' }

/** Who rings or texts, as the exchange names him. Whether the number is the client's `own` is seen elsewhere. */
export type Caller =
  | { readonly kind: 'number'; readonly number: PhoneNumber }
  | { readonly kind: 'withheld' }
  | { readonly kind: 'other'; readonly raw: string }

type NotDiallable =
  | 'emergency'
  | 'short'
  | 'invalid'
  | 'premium'
  | 'sharedCost'
  | 'personal'
  | 'satellite'
  | 'country'

/** France with its overseas departments and those collectivities that share their country codes. */
export const FRENCH_COUNTRIES = ['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF'] as const

// ANONYMOUS, RESTRICTED, UNAVAILABLE, UNKNOWN and BLOCKED typed on a telephone's keys (twilio.md §6).
const SPELLED_OUT = /^\+?1?(?:266696687|7378742833|86282452253|8656696|2562533)$/
const WITHHELD =
  /^(?:|anonymous|restricted|unknown|unavailable|private|blocked|withheld|sips?:anonymous@.*)$/i
const EMERGENCY = /^(?:1[578]|11[2459]|19[167]|116000|116117)$/
const SATELLITE = /^\+(?:870|881|882|883)/
/** Kept by Arcep for fiction; in demo mode they are mobiles, except `+33 1 99 00 80 xx`. */
const FICTION = /^\+3319900\d{4}$/
const FICTION_LANDLINE = /^\+331990080/
// Overseas numbers are written with ten digits as in mainland France but have country codes of their own.
const OVERSEAS: readonly [RegExp, string][] = [
  [/^(?:26[239]|639|69[23])/, '+262'],
  [/^(?:590|69[01])/, '+590'],
  [/^(?:594|694)/, '+594'],
  [/^(?:596|69[67])/, '+596'],
]

/**
 * Reads one number as people write it (`06 12…`, `0033…`, `+33 (0)6…`, digits of other scripts). A number that
 * is possible but not assigned is accepted, since somebody may ring from it: `whyNotDiallable` refuses it later.
 * Null for short numbers, several numbers, extensions in words; `;ext=` is dropped.
 */
export function parsePhoneNumber(input: string, defaultCountry: CountryCode = 'FR'): PhoneNumber | null {
  const text = input.replace(/[\p{Cf}\s]/gu, '').replace(/;ext=\d{1,9}$/, '')
  if (!/^\(?[+＋]?[\p{Nd}().\-/‐‑–]{5,40}$/u.test(text)) return null
  const compact = text.replace(/[^\p{Nd}+＋]/gu, '')
  if (SPELLED_OUT.test(compact)) return null
  const parsed = parse(compact, { defaultCountry, extract: false })
  const number = parsed && (overseasNumber(parsed) ?? (parsed.isPossible() ? parsed.number : null))
  return number && isPhoneNumber(number) ? number : null
}

/** For stored values; input from people goes through `parsePhoneNumber`. */
export function isPhoneNumber(text: string): text is PhoneNumber {
  return /^\+[1-9]\d{6,14}$/.test(text)
}

/** `from` as it stands in the exchange's form field. Never call back a caller who is not a `number`. */
export function callerFrom(from: string): Caller {
  const raw = from.trim()
  if (WITHHELD.test(raw) || SPELLED_OUT.test(raw)) return { kind: 'withheld' }
  const number = plainFrench(raw) ?? parsePhoneNumber(raw)
  return number ? { kind: 'number', number } : { kind: 'other', raw: stripControls(raw).slice(0, 200) }
}

/** Most callers; what `parsePhoneNumber` would answer, a hundred times sooner. */
const plainFrench = (text: string): PhoneNumber | null =>
  /^\+33[1-9]\d{8}$/.test(text) && isPhoneNumber(text) && !overseasCode(text.slice(3)) ? text : null

/**
 * Why we would not ring or text this destination, or null. Asked at set-up, with what was typed, and again
 * before each use: these are the numbers toll fraud pays with.
 */
export function whyNotDiallable(
  input: string,
  allowedCountries: readonly string[] = FRENCH_COUNTRIES,
): NotDiallable | null {
  const digits = input.replace(/^\s*(?:\+|00)33/, '').replace(/[\s.-]/g, '')
  if (EMERGENCY.test(digits)) return 'emergency'
  if (/^\d{2,6}$/.test(digits)) return 'short'
  const number = parsePhoneNumber(input)
  if (!number) return 'invalid'
  if (SATELLITE.test(number)) return 'satellite'
  const parsed = parse(number)
  return kindRefused(parsed) ?? (allowedCountries.includes(parsed?.country ?? '') ? null : 'country')
}

/** Landlines answer SMS with error 21614, and without a trace in the exchange's log. */
export function canBeTexted(number: PhoneNumber, { demo }: { readonly demo: boolean }): boolean {
  if (demo && FICTION.test(number)) return !FICTION_LANDLINE.test(number)
  const type = parse(number)?.getType()
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE'
}

/** As its own country writes it when that is France or overseas (`01 99 00 20 01`), else `+44 20 7946 0958`. */
export function formatNational(number: PhoneNumber): string {
  const parsed = parse(number)
  if (!parsed) return number
  return isFrench(number) ? parsed.formatNational() : parsed.formatInternational()
}

/** In France or overseas, where numbers are written and spoken with ten digits and in pairs. */
export function isFrench(number: PhoneNumber): boolean {
  return /^\+(?:33|262|590|594|596)\d{9}$/.test(number)
}

function overseasNumber(parsed: ParsedNumber): string | null {
  if (parsed.countryCallingCode !== '33') return null
  const code = overseasCode(parsed.nationalNumber)
  const overseas = code ? parse(code + parsed.nationalNumber) : undefined
  return overseas?.isValid() ? overseas.number : null
}

const overseasCode = (nationalNumber: string): string | undefined =>
  OVERSEAS.find(([prefix]) => prefix.test(nationalNumber))?.[1]

function kindRefused(parsed: ParsedNumber | undefined): NotDiallable | null {
  switch (parsed?.getType()) {
    case undefined:
      return 'invalid'
    case 'PREMIUM_RATE':
      return 'premium'
    case 'SHARED_COST':
      return 'sharedCost'
    case 'PERSONAL_NUMBER':
      return 'personal'
    default:
      return null
  }
}
