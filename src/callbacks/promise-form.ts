import { z } from 'zod'
import { newId } from '../ids.ts'
import { singleLine } from '../plain-text.ts'

const line = (max: number) =>
  z
    .string()
    .catch('')
    .transform((text) => singleLine(text, max))
const idOrNone = z.uuid().or(z.literal('')).catch('')
const tick = z
  .literal('yes')
  .nullable()
  .catch(null)
  .transform((ticked) => ticked !== null)

const formSchema = z.object({
  /** What is sent twice is one promise. */
  once: z.uuid().catch(() => newId()),
  client: z.coerce.number().int().catch(0),
  ...{ who: line(200), pick: line(20), why: line(300), from: line(20), until: line(20) },
  ...{ executive: idOrNone, callId: idOrNone, slipId: idOrNone, urgent: tick, mine: tick },
})

/** All that the form of a promise sends; a link to it fills in the same fields. */
export type PromiseForm = z.output<typeof formSchema>

export const readPromiseForm = (body: unknown): PromiseForm => formSchema.parse(body ?? {})
