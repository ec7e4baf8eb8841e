import { z } from 'zod'

/** What the exchange did and was told, as it says itself. */
export const evidenceSchema = z.object({
  sends: z.array(
    z.object({ sid: z.string(), status: z.string(), to: z.string(), statusCallback: z.string().nullable() }),
  ),
  texts: z.array(z.object({ sid: z.string() })),
  calls: z.array(
    z.object({
      sid: z.string(),
      parentSid: z.string().nullable(),
      direction: z.string(),
      status: z.string(),
      heard: z.array(z.string()),
    }),
  ),
  recordings: z.array(
    z.object({
      sid: z.string(),
      callSid: z.string(),
      status: z.string(),
      durationSeconds: z.number(),
      removedAt: z.string().nullable(),
    }),
  ),
  attempts: z.array(
    z.object({
      at: z.coerce.date(),
      kind: z.string(),
      url: z.string(),
      about: z.string(),
      fields: z.record(z.string(), z.string()),
      status: z.number().nullable(),
    }),
  ),
  alerts: z.array(z.object({ code: z.number(), about: z.string(), detail: z.string() })),
  pending: z.number(),
})
export type Evidence = z.output<typeof evidenceSchema>

export const isAcknowledged = ({ status }: { status: number | null }): boolean =>
  status !== null && status >= 200 && status < 300
