import { z } from 'zod'
import { keySchema } from '../../rules/rule.ts'
import { emailField, languageField, lineText } from './fields.ts'

const secretarySchema = z.strictObject({
  key: keySchema,
  name: lineText(200),
  email: emailField.transform((address) => address.toLowerCase()),
  role: z.enum(['secretary', 'supervisor', 'owner']).default('secretary'),
  language: languageField.default('fr'),
  clients: z
    .union([z.literal('all'), z.array(keySchema)])
    .default([])
    .transform((keys) => (keys === 'all' ? keys : [...new Set(keys)].sort())),
})

/** What `agency.yaml` holds. Each client in it is what `clients/<key>.yaml` would be, and checked as that. */
export const agencyFileSchema = z.strictObject({
  secretaries: z.array(secretarySchema).default([]),
  clients: z.record(keySchema, z.unknown()).default({}),
})
