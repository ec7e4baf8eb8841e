import type { Client } from '../clients/client.ts'
import { recipientsOf } from '../messages/recipients.ts'
import type { Slip } from '../messages/take-message.ts'
import { isPhoneNumber } from '../phone-number.ts'
import type { calls } from './tables.ts'

/** The message slip that follows from a call: for whom, how urgent, from whom. */
export const slipOf = (
  call: typeof calls.$inferSelect,
  kind: 'voicemail' | 'missedCall',
  seconds: number | null,
  client: Client,
  lineRecipientKey: string,
): Slip => ({
  clientId: call.clientId,
  kind,
  sourceKind: 'call',
  sourceId: call.id,
  ...recipientsOf(call.decision, client, lineRecipientKey),
  callerName: call.callerName,
  callerNumber: call.callerKind !== 'own' && call.caller && isPhoneNumber(call.caller) ? call.caller : null,
  body: null,
  voicemailSeconds: kind === 'voicemail' ? seconds : null,
  receivedAt: call.arrivedAt,
})
