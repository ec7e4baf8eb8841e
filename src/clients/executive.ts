import { z } from 'zod'

const channelsSchema = z.array(z.enum(['sms', 'email'])).min(1)

/** What an executive chose for herself: where messages reach her, and how much a text may carry. */
export const executiveChoicesSchema = z.strictObject({
  urgent: channelsSchema.default(['sms', 'email']),
  ordinary: channelsSchema.default(['sms', 'email']),
  /** `who`: only who called. `link`: nothing but a link; health clients are fixed to it. */
  carries: z.enum(['everything', 'who', 'link']).default('everything'),
})

export type ExecutiveChoices = z.output<typeof executiveChoicesSchema>
export type Channel = ExecutiveChoices['urgent'][number]
