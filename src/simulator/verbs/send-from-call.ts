import type { Verb } from '../read-twiml.ts'
import type { Outcome, Scene } from '../run-flow.ts'
import { sendMessage } from '../send-message.ts'

/** `<Sms>` in a call: a text on the side, by default from the line to the caller. */
export async function sendFromCall({ board, leg }: Scene, verb: Verb): Promise<Outcome> {
  const { to, from, statusCallback } = verb.attributes
  const isInbound = leg.direction === 'inbound'
  const sent = sendMessage(board, {
    direction: 'outbound-call',
    from: from ?? (isInbound ? leg.to : leg.from),
    to: to ?? (isInbound ? leg.from : leg.to),
    body: verb.text,
    statusCallback: statusCallback ?? null,
  })
  if ('code' in sent) board.alerts.push({ code: sent.code, about: leg.sid, detail: sent.message })
  return 'next'
}
