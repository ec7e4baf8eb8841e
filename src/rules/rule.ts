import { z } from 'zod'

/** Keys name executives, rules and lines within one client: stable across imports and exports. */
export const keySchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a key: a-z, 0-9 and -, at most 40')

const localTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a local time such as 08:30')
const localDateSchema = z.iso.date()
export const weekdaySchema = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])

/** A weekly window in the client's zone; `to` before or equal to `from` runs over midnight. */
export const windowSchema = z.strictObject({
  days: z.array(weekdaySchema).min(1),
  from: localTimeSchema,
  to: localTimeSchema,
})

/** Holds when the caller is any one of what is listed. */
const callerCondition = z.strictObject({
  kind: z.literal('caller'),
  numbers: z.array(z.string()).optional(),
  prefixes: z.array(z.string().regex(/^\+\d{1,14}$/, 'a prefix such as +33162')).optional(),
  tags: z.array(z.string().min(1)).optional(),
  contactOf: z.union([keySchema, z.literal('anyExecutive')]).optional(),
  withheld: z.literal(true).optional(),
  own: z.literal(true).optional(),
  unknown: z.literal(true).optional(),
})

export const conditionSchema = z.discriminatedUnion('kind', [
  callerCondition,
  z.strictObject({
    kind: z.literal('hours'),
    of: z.enum(['opening', 'cover']),
    is: z.enum(['inside', 'outside']),
  }),
  z.strictObject({ kind: z.literal('windows'), windows: z.array(windowSchema).min(1) }),
  z.strictObject({ kind: z.literal('dates'), from: localDateSchema, to: localDateSchema }),
  z.strictObject({ kind: z.literal('publicHoliday'), is: z.boolean() }),
  z.strictObject({
    kind: z.literal('availability'),
    executive: keySchema,
    is: z.enum(['available', 'busy', 'away']),
  }),
  z.strictObject({ kind: z.literal('line'), lines: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.literal('channel'), is: z.enum(['voice', 'text']) }),
  z.strictObject({
    kind: z.literal('repeated'),
    times: z.int().min(2).max(50),
    minutes: z.int().min(1).max(10_080),
  }),
  z.strictObject({ kind: z.literal('body'), words: z.array(z.string().min(2)).min(1) }),
  z.strictObject({ kind: z.literal('expected'), by: z.union([keySchema, z.literal('anyExecutive')]) }),
])

export const urgencySchema = z.enum(['ordinary', 'urgent'])

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
export const discardSchema = z.strictObject({
  kind: z.literal('discard'),
  how: z.enum(['busy', 'reject', 'announce']).default('busy'),
  announcement: z.string().min(1).max(500).optional(),
})

export const otherwiseSchema = z.discriminatedUnion('kind', [takeMessageSchema, discardSchema])

/** `ringSeconds` bounds the ringing alone; whisper and key press add at most 10 s. */
export const forwardSchema = z.strictObject({
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
  key: keySchema,
  name: z.string().min(1).max(200).optional(),
  when: z.array(conditionSchema).min(1),
  action: actionSchema,
})

/** A client's whole filter: rules in order, closed by a default that is never `discard`. */
export const ruleSetSchema = z.strictObject({
  rules: z.array(ruleSchema),
  default: z.discriminatedUnion('kind', [forwardSchema, takeMessageSchema]),
})

export type Condition = z.output<typeof conditionSchema>
export type Window = z.output<typeof windowSchema>
export type TakeMessage = z.output<typeof takeMessageSchema>
export type Discard = z.output<typeof discardSchema>
export type Forward = z.output<typeof forwardSchema>
export type Action = z.output<typeof actionSchema>
export type Rule = z.output<typeof ruleSchema>
export type RuleSet = z.output<typeof ruleSetSchema>
