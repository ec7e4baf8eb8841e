import { z } from 'zod'
import { appointmentTypeSchema } from '../../agenda/appointment-type.ts'
import { answeringSettingsSchema } from '../../answering/answering.ts'
import { recordingSettingsSchema } from '../../call-recordings/recording.ts'
import { outcomes } from '../../calls/outcomes.ts'
import { voices } from '../../calls/voices.ts'
import { mandateSchema } from '../../mandates/mandate.ts'
import { outgoingSettingsSchema } from '../../outgoing/outgoing.ts'
import { FRENCH_COUNTRIES } from '../../phone-number.ts'
import { hoursSchema } from '../../rules/hours.ts'
import { keySchema, ruleSetSchema } from '../../rules/rule.ts'
import { slipFieldSchema, slipTemplateSchema } from '../slip-form.ts'
import { choicesFileSchema, wordFor } from './choices.ts'
import { contactSchema } from './contact.ts'
import { blockText, emailField, languageField, lineText, phoneField } from './fields.ts'
import { weekSchema } from './week.ts'

const executiveSchema = z.strictObject({
  key: keySchema,
  name: lineText(200),
  mobile: phoneField.optional(),
  email: emailField.optional(),
  language: languageField.optional(),
  choices: choicesFileSchema.prefault({}),
  onCall: z.int().min(1).max(99).optional(),
  workingHours: weekSchema.optional(),
})

const lineSchema = z.strictObject({
  key: keySchema.optional(),
  number: phoneField,
  recipient: keySchema.optional(),
  diversion: z.enum(['none', 'always', 'onNoAnswer']).default('none'),
  sender: z
    .string()
    .regex(/^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/, 'at most 11 letters, digits and spaces, one letter at least')
    .optional(),
  receivesTexts: z.boolean().default(true),
})

const reasonSchema = z.strictObject({
  key: keySchema,
  name: lineText(200),
  questions: z.array(lineText(500)).default([]),
  recipient: keySchema.optional(),
  urgent: z.boolean().default(false),
  treatment: z.enum(['connect', 'message', 'appointment', 'onCall', 'turnAway']),
})

const instructionSchema = z
  .strictObject({
    key: keySchema,
    body: blockText(4000),
    from: z.iso.date().optional(),
    until: z.iso.date().optional(),
  })
  .refine(({ from, until }) => !from || !until || from <= until, 'from is on or before until')

const appointmentTypeFileSchema = appointmentTypeSchema.extend({
  reminderHours: wordFor('none', [], appointmentTypeSchema.shape.reminderHours),
})

const countrySchema = z.string().regex(/^[A-Z]{2}$/, 'a country code of two capitals such as FR')

/** What `clients/<key>.yaml` holds. */
export const clientFileSchema = z.strictObject({
  name: lineText(200),
  language: languageField.default('fr'),
  timeZone: hoursSchema.shape.timeZone,
  publicNumber: phoneField.optional(),
  emergencyNumber: phoneField.optional(),
  greeting: lineText(500).optional(),
  voice: z.enum(voices).optional(),
  textReply: blockText(459).optional(),
  awayPhrase: lineText(60).optional(),
  tellsCallers: z.boolean().default(false),
  health: z.boolean().default(false),
  allowedCountries: z
    .array(countrySchema)
    .min(1)
    .default([...FRENCH_COUNTRIES]),
  slipFields: z.array(slipFieldSchema).default([]),
  slipTemplates: z.array(slipTemplateSchema).default([]),
  unbilledOutcomes: z.array(z.enum(outcomes)).default([]),
  answering: answeringSettingsSchema.prefault({}),
  recording: recordingSettingsSchema.optional(),
  outgoing: outgoingSettingsSchema.prefault({}),
  opening: weekSchema.prefault({}),
  cover: weekSchema.prefault({}),
  closures: hoursSchema.shape.closures,
  holidays: hoursSchema.shape.holidays,
  executives: z.array(executiveSchema).default([]),
  lines: z.array(lineSchema).default([]),
  reasons: z.array(reasonSchema).default([]),
  instructions: z.array(instructionSchema).default([]),
  appointmentTypes: z.array(appointmentTypeFileSchema).default([]),
  mandates: z.array(mandateSchema).default([]),
  rules: ruleSetSchema.shape.rules.default([]),
  default: ruleSetSchema.shape.default.prefault({ kind: 'takeMessage' }),
  contacts: z.array(contactSchema).optional(),
})

export type ClientFile = z.output<typeof clientFileSchema>
