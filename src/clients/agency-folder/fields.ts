import { z } from 'zod'
import { parseEmail } from '../../email-address.ts'
import { type PhoneNumber, parsePhoneNumber, whyNotDiallable } from '../../phone-number.ts'
import { singleLine, stripControls } from '../../plain-text.ts'

/** Text in one line, cleaned of what cannot be seen; longer than `max` is refused, not cut. */
export const lineText = (max: number) =>
  z.string().transform((text, context) => bounded(singleLine(text, max * 2 + 2), max, context))

/** Text of several lines. */
export const blockText = (max: number) =>
  z
    .string()
    .transform((text, context) =>
      bounded(stripControls(text).replaceAll(/\r\n?/g, '\n').trim(), max, context),
    )

function bounded(text: string, max: number, context: z.RefinementCtx): string {
  if (text === '') context.addIssue({ code: 'custom', message: 'expected some text' })
  if (text.length > max) context.addIssue({ code: 'custom', message: `expected at most ${max} characters` })
  return text
}

export const phoneExpected = 'expected a phone number such as +33 1 99 00 10 01'

export const phoneField = z.string(phoneExpected.slice(9)).transform((text, context): PhoneNumber => {
  const number = parsePhoneNumber(text)
  if (number) return number
  context.addIssue({ code: 'custom', message: whyNoNumber(text) })
  return z.NEVER
})

export function whyNoNumber(text: string): string {
  const why = whyNotDiallable(text)
  return why === 'emergency' || why === 'short' ? `${notDiallable[why]}; ${phoneExpected}` : phoneExpected
}

/** Why a destination is refused at set-up. */
export const notDiallable = {
  emergency: 'an emergency number',
  short: 'a short number',
  invalid: 'no number in service',
  premium: 'a premium-rate number',
  sharedCost: 'a shared-cost number',
  personal: 'a personal number, which is charged like a premium one',
  satellite: 'a satellite number',
  country: 'in a country that allowedCountries does not list',
} as const

export const emailExpected = 'expected one e-mail address such as alice@example.fr'

export const emailField = z.string(emailExpected.slice(9)).transform((text, context): string => {
  const address = parseEmail(text)
  if (address) return address
  context.addIssue({ code: 'custom', message: emailExpected })
  return z.NEVER
})

export const languageField = z.enum(['fr', 'en'])

/** As a person types it and a rule names it; without spaces, since spaces separate tags in a CSV file. */
export const tagField = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]{0,39}$/u, 'a tag: letters, digits, _ and -')

/** Often the key of another program, so wider than the keys of executives and rules. */
export const contactKeyField = z
  .string('a key in quotes')
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, 'a key: letters, digits, . _ and -, at most 80')
