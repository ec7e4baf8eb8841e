import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { calls } from '../../src/calls/tables.ts'
import type { AgencyRig } from './agency-rig.ts'
import { sendSigned } from './send-signed.ts'

export const lines = { morel: '+33199001001', durand: '+33199001002', lenoir: '+33199001003' }

/** A call that has come in and of which the exchange says nothing more: it rings until a test says otherwise. */
export async function ring(
  rig: Pick<AgencyRig, 'app' | 'context'>,
  { from = '+33199002001', to = lines.morel }: { from?: string; to?: string } = {},
): Promise<typeof calls.$inferSelect> {
  const callSid = `CA${randomBytes(16).toString('hex')}`
  const answer = await sendSigned(rig, '/twilio/voice', {
    CallSid: callSid,
    From: from,
    To: to,
    CallStatus: 'ringing',
  })
  if (answer.statusCode !== 200) throw new Error(`the call was answered with ${answer.statusCode}`)
  const [call] = await rig.context.db.select().from(calls).where(eq(calls.callSid, callSid))
  if (!call) throw new Error(`the call ${callSid} was not written down`)
  return call
}
