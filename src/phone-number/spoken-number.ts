import parse from 'libphonenumber-js/max'
import type { Language } from '../i18n/text.ts'
import { isFrench, type PhoneNumber } from '../phone-number.ts'

const ONES = 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'
const TENS = ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'soixante', 'quatre-vingt']

/**
 * The number as the language speaks it, written for a synthetic voice: French in pairs and in words (voices
 * read "01" and "00" as they like), English digit by digit. A foreign number begins with its country.
 */
export function spokenNumber(number: PhoneNumber, language: Language): string {
  const { country, digits } = toSpeak(number, language)
  const pairs = digits.match(digits.length % 2 ? /^\d|\d\d/g : /\d\d/g) ?? []
  const spoken = pairs.map(language === 'fr' ? frenchPair : digitByDigit).join(', ')
  return country ? `${country}, ${spoken}` : spoken
}

/** "quatre-vingt-dix-neuf"; a leading zero is spoken: "zéro un". A single digit is only itself. */
export function frenchPair(pair: string): string {
  return pair.length === 2 && pair.startsWith('0') ? `zéro ${below100(Number(pair))}` : below100(Number(pair))
}

/** The digits that are read out, and what is said before them for a country other than France. */
function toSpeak(number: PhoneNumber, language: Language): { country: string; digits: string } {
  const parsed = parse(number)
  if (!parsed) return { country: '', digits: number.slice(1) }
  if (isFrench(number)) return { country: '', digits: `0${parsed.nationalNumber}` }
  const code: string = parsed.countryCallingCode
  const plus = `plus ${language === 'fr' ? frenchCode(code) : digitByDigit(code)}`
  const region = parsed.country && new Intl.DisplayNames([language], { type: 'region' }).of(parsed.country)
  return { country: region ? `${region}, ${plus}` : plus, digits: parsed.nationalNumber }
}

function frenchCode(code: string): string {
  return code.length === 3 ? `${below100(Number(code[0]))} ${frenchPair(code.slice(1))}` : frenchPair(code)
}

function digitByDigit(digits: string): string {
  return [...digits].join(' ')
}

function below100(value: number): string {
  const ones = ONES.split(' ')
  if (value < ones.length) return ones[value] ?? ''
  const ten = Math.floor(value / 10)
  const base = ten === 7 || ten === 9 ? ten - 1 : ten
  const tens = ten === 1 ? 'dix' : (TENS[base] ?? '')
  const rest = value - (ten === 1 ? 10 : base * 10)
  if (rest === 0) return value === 80 ? 'quatre-vingts' : tens
  const and = (rest === 1 || rest === 11) && base < 8 ? ' et ' : '-'
  return `${tens}${and}${below100(rest)}`
}
