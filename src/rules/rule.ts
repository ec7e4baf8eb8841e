import { z } from 'zod'
import { type PhoneNumber, parsePhoneNumber } from '../phone-number.ts'
import { fold } from './phrases.ts'

/** Keys name executives, rules and lines within one client: stable across imports and exports. */
export const keySchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a key: a-z, 0-9 and -, at most 40')

const startTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a local time such as 08:30')
const endTimeSchema = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a local time such as 18:30 or 24:00')
const localDateSchema = z.iso.date()
/** As people write numbers, kept in E.164. YAML reads an unquoted number as an integer, which is refused. */
export const phoneNumberSchema = z
  .string('a phone number in quotes')
  .transform((text, context): PhoneNumber => {
    const number = parsePhoneNumber(text)
    if (number) return number
    context.addIssue({ code: 'custom', message: `"${text}" is not a phone number such as +33199002001` })
    return z.NEVER
  })
export const weekdaySchema = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])

/** A weekly window in the client's zone; `to` before or equal to `from` runs over midnight. */
export const windowSchema = z.strictObject({
  days: z.array(weekdaySchema).min(1),
  from: startTimeSchema,
  to: endTimeSchema,
})

/**
 * Holds when the caller is any one of what is listed. `telemarketing` stands for the ranges in
 * telemarketing.ts; `unknown` for a shown caller who is no contact. A withheld number equals no number.
 */
const callerCondition = z
  .strictObject({
    kind: z.literal('caller'),
    numbers: z.array(phoneNumberSchema).min(1).optional(),
    prefixes: z
      .array(z.string().regex(/^\+\d{1,14}$/, 'a prefix such as "+33162"'))
      .min(1)
      .optional(),
    telemarketing: z.literal(true).optional(),
    tags: z.array(z.string().min(1)).min(1).optional(),
    contactOf: z.union([keySchema, z.literal('anyExecutive')]).optional(),
    withheld: z.literal(true).optional(),
    own: z.literal(true).optional(),
    unknown: z.literal(true).optional(),
  })
  .refine((condition) => Object.keys(condition).length > 1, 'at least one sort of caller')

const datesCondition = z
  .strictObject({ kind: z.literal('dates'), from: localDateSchema, to: localDateSchema })
  .refine(({ from, to }) => from <= to, 'from is on or before to')

/** Searched as a whole word or phrase, case and accents aside. */
const wordSchema = z
  .string()
  .min(2)
  .max(100)
  .refine((word) => fold(word) !== '', 'a word of letters or digits')

export const conditionSchema = z.discriminatedUnion('kind', [
  callerCondition,
  z.strictObject({
    kind: z.literal('hours'),
    of: z.enum(['opening', 'cover']),
    is: z.enum(['inside', 'outside']),
  }),
  z.strictObject({ kind: z.literal('windows'), windows: z.array(windowSchema).min(1) }),
  datesCondition,
  z.strictObject({ kind: z.literal('publicHoliday'), is: z.boolean() }),
  z.strictObject({
    kind: z.literal('availability'),
    executive: keySchema,
    is: z.enum(['available', 'busy', 'away']),
  }),
  z.strictObject({ kind: z.literal('line'), lines: z.array(phoneNumberSchema).min(1) }),
  z.strictObject({ kind: z.literal('channel'), is: z.enum(['voice', 'text']) }),
  z.strictObject({
    kind: z.literal('repeated'),
    times: z.int().min(2).max(50),
    minutes: z.int().min(1).max(10_080),
  }),
  z.strictObject({ kind: z.literal('body'), words: z.array(wordSchema).min(1) }),
  z.strictObject({ kind: z.literal('expected'), by: z.union([keySchema, z.literal('anyExecutive')]) }),
])

const urgencySchema = z.enum(['ordinary', 'urgent'])

/** `for` and `copies` name executives; left out, the line's default recipient. */
export const takeMessageSchema = z.strictObject({
  kind: z.literal('takeMessage'),
  for: z.union([keySchema, z.literal('contactExecutive')]).optional(),
  copies: z.array(keySchema).default([]),
  urgency: urgencySchema.default('ordinary'),
  by: z.enum(['secretary', 'voicemail']).default('secretary'),
  greeting: z.string().min(1).max(500).optional(),
})

/** `busy` and `reject` are not answered and cost nothing; `announce` speaks, then hangs up. */
const discardSchema = z.strictObject({
  kind: z.literal('discard'),
  how: z.enum(['busy', 'reject', 'announce']).default('busy'),
  announcement: z.string().min(1).max(500).optional(),
})

const otherwiseSchema = z.discriminatedUnion('kind', [takeMessageSchema, discardSchema])

/** `ringSeconds` bounds the ringing alone; whisper and key press add at most 10 s. */
const forwardSchema = z.strictObject({
  kind: z.literal('forward'),
  to: keySchema,
  ringSeconds: z.int().min(10).max(20).default(20),
  screen: z.boolean().default(true),
  otherwise: otherwiseSchema.default({
    kind: 'takeMessage',
    copies: [],
    urgency: 'ordinary',
    by: 'secretary',
  }),
})

export const actionSchema = z.discriminatedUnion('kind', [forwardSchema, takeMessageSchema, discardSchema])

export const ruleSchema = z.strictObject({
  key: keySchema.refine((key) => key !== 'default', '"default" names the action that closes the list'),
  name: z.string().min(1).max(200).optional(),
  when: z.array(conditionSchema).min(1, 'at least one condition; for every other call there is the default'),
  action: actionSchema,
})

/** A client's whole filter: rules in order, closed by a default that is never `discard`. */
export const ruleSetSchema = z.strictObject({
  rules: z.array(ruleSchema).superRefine(refuseRepeatedKeys),
  default: z.discriminatedUnion('kind', [forwardSchema, takeMessageSchema]),
})

function refuseRepeatedKeys(rules: readonly { key: string }[], context: z.RefinementCtx): void {
  const keys = rules.map((rule) => rule.key)
  for (const [index, key] of keys.entries()) {
    if (keys.indexOf(key) === index) continue
    context.addIssue({ code: 'custom', path: [index, 'key'], message: `a second rule with the key ${key}` })
  }
}

export type Condition = z.output<typeof conditionSchema>
export type Window = z.output<typeof windowSchema>
export type TakeMessage = z.output<typeof takeMessageSchema>
export type Discard = z.output<typeof discardSchema>
export type Forward = z.output<typeof forwardSchema>
export type Action = z.output<typeof actionSchema>
export type Rule = z.output<typeof ruleSchema>
export type RuleSet = z.output<typeof ruleSetSchema>
