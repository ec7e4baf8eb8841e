import { z } from 'zod'
import { weekSchema } from '../clients/agency-folder/week.ts'
import { keySchema, windowSchema } from '../rules/rule.ts'

/** What may be delegated. Payments and other powers join here. */
export const powers = ['appointments'] as const
export type Power = (typeof powers)[number]

/** Up to where the secretary may go. Whatever lies beyond is asked, and with `mustNot` refused. */
const limitsSchema = z.strictObject({
  /** At most so many days ahead. */
  horizonDays: z.int().min(1).max(366).nullable().default(null),
  /** Only in these hours, in the client's zone, a week as a folder writes it; empty for no limit. */
  hours: z.union([weekSchema, z.array(windowSchema).max(50)]).prefault([]),
  /** At most so many a day and executive. */
  perDay: z.int().min(1).max(99).nullable().default(null),
})

/**
 * What the secretary may do in an executive's name. `decides`: it stands at once. `asks`: it waits for her answer,
 * `answerMinutes` at most, then `ifSilent` happens. `mustNot`: she does not, unless ordered to by word of mouth.
 */
export const mandateSchema = z
  .strictObject({
    key: keySchema,
    power: z.enum(powers).default('appointments'),
    /** Keys of the executives who gave it; empty for all of the client. */
    executives: z.array(keySchema).max(50).default([]),
    /** Keys of the appointment types that it is about; empty for all. */
    appointmentTypes: z.array(keySchema).max(50).default([]),
    secretary: z.enum(['decides', 'asks', 'mustNot']),
    limits: limitsSchema.prefault({}),
    from: z.iso.date().nullable().default(null),
    /** The last day on which it holds. */
    until: z.iso.date().nullable().default(null),
    answerMinutes: z.int().min(5).max(20_160).default(1_440),
    ifSilent: z.enum(['confirm', 'decline', 'keepAsking']).default('keepAsking'),
  })
  .refine(
    ({ from, until }) => !from || !until || from <= until,
    'a mandate ends on or after the day it begins',
  )

export type MandateDefinition = z.output<typeof mandateSchema>
export type MandateLimits = MandateDefinition['limits']
