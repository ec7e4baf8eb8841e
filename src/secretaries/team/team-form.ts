import { z } from 'zod'
import { parseEmail } from '../../email-address.ts'
import { singleLine } from '../../plain-text.ts'
import type { Description } from '../manage-secretary.ts'

const nameMax = 200
const text = z.string().max(20_000).catch('')
const many = z.preprocess((value) => [value ?? []].flat(), z.array(z.coerce.number().int().positive()))

const formSchema = z.object({
  name: text,
  email: text,
  role: z.enum(['secretary', 'supervisor', 'owner']).catch('secretary'),
  language: z.enum(['fr', 'en']).catch('fr'),
  all: z.literal('yes').optional().catch(undefined),
  clients: many.catch([]),
})

/** As it was typed, so that a form which is refused comes back as it was. */
export type TeamForm = z.output<typeof formSchema>

export const readTeamForm = (body: unknown): TeamForm => formSchema.parse(body ?? {})

export type WrongField = 'name' | 'email'

/** Takes the form for what it means; or says which field does not mean anything. */
export function describe({ name, email, role, language, all, clients }: TeamForm): Description | WrongField {
  const line = singleLine(name, nameMax * 2)
  if (line === '' || line.length > nameMax) return 'name'
  const address = parseEmail(email)
  if (!address) return 'email'
  const hers = all === 'yes' ? ('all' as const) : clients
  return { name: line, email: address.toLowerCase(), role, language, clients: hers }
}
