import { z } from 'zod'
import { callSid } from '../../twilio/webhooks.ts'

/** Who is asked, from the address of the step, and her leg: `CallSid` is her telephone's, not the caller's. */
export const rungLeg = z
  .object({
    CallSid: callSid,
    Digits: z.string().max(20).default(''),
    at: z.uuid(),
    lang: z.enum(['fr', 'en']),
    secours: z.uuid().optional(),
  })
  .transform((f) => ({
    callSid: f.CallSid,
    digits: f.Digits,
    secretaryId: f.at,
    language: f.lang,
    ...(f.secours && { emergencyId: f.secours }),
  }))
export type RungLeg = z.output<typeof rungLeg>
