import { z } from 'zod'
import { keySchema } from '../../rules/rule.ts'
import { usualPriority } from '../../secretaries/assigned.ts'
import { emailField, languageField, lineText } from './fields.ts'

const keysField = z
  .array(keySchema)
  .default([])
  .transform((keys) => [...new Set(keys)].sort())

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
  regular: keysField,
  priorities: z.record(keySchema, z.int().min(0).max(9)).default({}).transform(withoutUsual),
})

const teamSchema = z.strictObject({ key: keySchema, name: lineText(100), members: keysField })

/** What `agency.yaml` holds. Each client in it is what `clients/<key>.yaml` would be, and checked as that. */
export const agencyFileSchema = z.strictObject({
  secretaries: z.array(secretarySchema).default([]),
  teams: z.array(teamSchema).default([]),
  clients: z.record(keySchema, z.unknown()).default({}),
})

/** What goes without saying is not said, so that a folder and the database say the same. */
function withoutUsual(priorities: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(priorities).filter(([, priority]) => priority !== usualPriority))
}
