import { z } from 'zod'
import type { Entered, Field } from './field.ts'

/** Longer than anything that is accepted, so that what is refused for its length still comes back to its typist. */
const longest = 40_000
const mostValues = 400

const fieldSchema = z
  .union([z.string().transform((value) => [value]), z.array(z.string())])
  .transform((values) => values.slice(0, mostValues).map((value) => value.slice(0, longest)))
  .catch([])

const bodySchema = z.record(z.string(), z.unknown()).catch({})

/** What was typed into these fields; whatever else came is dropped. */
export function readEntered(body: unknown, fields: readonly Field[]): Entered {
  const sent = bodySchema.parse(body)
  return Object.fromEntries(fields.map(({ name }) => [name, fieldSchema.parse(sent[name])]))
}

const controlsSchema = z
  .object({
    /** Which button was pressed. */
    do: z.string().max(80).catch(''),
    /** The stored state that the page was made from. */
    seen: z.string().max(80).catch(''),
  })
  .catch({ do: '', seen: '' })

export const readControls = (body: unknown): z.output<typeof controlsSchema> => controlsSchema.parse(body)
