import { z } from 'zod'
import { outcomes } from '../calls/outcomes.ts'
import { dispositions } from '../calls/states.ts'
import { tagField } from '../clients/agency-folder/fields.ts'

export const listKinds = ['calls', 'texts', 'slips', 'contacts', 'clients'] as const
export type ListKind = (typeof listKinds)[number]

/** What a list can be narrowed to by picking one of several. */
export const choices = {
  calls: { disposition: dispositions, outcome: outcomes, direction: ['inbound', 'outbound'] },
  texts: { disposition: ['messageTaken', 'discarded', 'order', 'optOut', 'optIn'], looked: ['no', 'yes'] },
  slips: {
    state: ['open', 'answered', 'failed'],
    urgency: ['urgent', 'ordinary'],
    kind: ['taken', 'voicemail', 'missedCall', 'text', 'mattered'],
  },
  contacts: {},
  clients: { state: ['preparing', 'live', 'suspended', 'ended'] },
} as const

/** Rows of one export. */
export const exportAtMost = 50_000
export const pageSizes = [25, 50, 100] as const

/** The query of a list as it was checked; nothing else reaches the database. */
export type ListQuery = {
  readonly q?: string | undefined
  readonly client?: number | undefined
  /** Local dates of the client, or of France where the list is of several; the last day is part of it. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly by?: string | undefined
  readonly executive?: string | undefined
  readonly tag?: string | undefined
  readonly limit: number
  readonly after?: string | undefined
  readonly before?: string | undefined
} & {
  readonly [K in 'disposition' | 'outcome' | 'direction' | 'looked' | 'state' | 'urgency' | 'kind']?:
    | string
    | undefined
}

const whole = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
const limit = z.enum(pageSizes.map(String)).default('50').transform(Number)
const common = {
  q: z
    .string()
    .max(200)
    .refine((text) => !text.includes('\0'))
    .optional(),
  client: whole.optional(),
  limit,
  after: z.string().max(1500).optional(),
  before: z.string().max(1500).optional(),
}
const period = { from: z.iso.date().optional(), to: z.iso.date().optional() }
const newest = z.literal('newest').optional()
const byName = z.literal('name').optional()
const who = z.uuid().optional()

const schemas = {
  calls: z.strictObject({
    ...common,
    ...period,
    sort: newest,
    by: who,
    disposition: z.enum(choices.calls.disposition).optional(),
    outcome: z.enum(choices.calls.outcome).optional(),
    direction: z.enum(choices.calls.direction).optional(),
  }),
  texts: z.strictObject({
    ...common,
    ...period,
    sort: newest,
    disposition: z.enum(choices.texts.disposition).optional(),
    looked: z.enum(choices.texts.looked).optional(),
  }),
  slips: z.strictObject({
    ...common,
    ...period,
    sort: newest,
    by: who,
    executive: who,
    state: z.enum(choices.slips.state).optional(),
    urgency: z.enum(choices.slips.urgency).optional(),
    kind: z.enum(choices.slips.kind).optional(),
  }),
  contacts: z.strictObject({ ...common, sort: byName, executive: who, tag: tagField.optional() }),
  clients: z.strictObject({ ...common, sort: byName, state: z.enum(choices.clients.state).optional() }),
} satisfies Record<ListKind, z.ZodType<ListQuery>>

/** What is left empty in a form is not asked for. Else the names of what makes no sense. */
export function readListQuery(
  kind: ListKind,
  raw: unknown,
): ListQuery | { readonly wrong: readonly string[] } {
  const asked = z.record(z.string(), z.unknown()).safeParse(raw).data ?? {}
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''))
  const { data, error } = schemas[kind].safeParse(given)
  if (data) return data
  const wrong = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : issue.path.slice(0, 1).map(String),
  )
  return { wrong: [...new Set(wrong)].map((name) => name.slice(0, 40)) }
}
