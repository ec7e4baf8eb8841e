import { z } from 'zod'
import { differingFields, type Part, parts } from '../../agency-folder/compare-definitions.ts'

/** One thing that an act changed; `before` is null where it was added, `after` where it was taken away. */
export type ActChange = {
  readonly part: Part
  readonly key: string | null
  readonly before: unknown
  readonly after: unknown
}

const partSchema = z.enum(parts)
const changesSchema = z.array(z.object({ part: partSchema, key: z.string().nullable(), value: z.unknown() }))

/** What a `client.changed` says of itself; nothing for other acts. */
export function changesOf(act: {
  readonly verb: string
  readonly before: unknown
  readonly after: unknown
}): ActChange[] {
  if (act.verb !== 'client.changed') return []
  const before = changesSchema.safeParse(act.before).data ?? []
  const after = z.object({ changes: changesSchema }).safeParse(act.after).data?.changes ?? []
  return after.map(({ part, key, value }, index) => ({
    part,
    key,
    before: before[index]?.value ?? null,
    after: value ?? null,
  }))
}

export type FieldChange = { readonly field: string; readonly before: unknown; readonly after: unknown }

/** Field by field what differs; everything of a thing that came or went. */
export function fieldChanges({ before, after }: ActChange): FieldChange[] {
  const [old, fresh] = [objectOf(before), objectOf(after)]
  return differingFields(old, fresh)
    .filter((field) => field !== 'place' && field !== 'key')
    .map((field) => ({ field, before: Reflect.get(old, field), after: Reflect.get(fresh, field) }))
}

const objectOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})
