import { startClock, within } from './clock.ts'
import type { DocumentRequest } from './fetch-document.ts'
import { type Document, hangUp, type Leg } from './leg.ts'
import { makeLeg } from './make-leg.ts'
import { ringTelephone } from './ring-telephone.ts'
import { runFlow } from './run-flow.ts'
import { type Switchboard, track } from './switchboard.ts'

type OutboundCall = {
  from: string
  to: string
  document: DocumentRequest | Document
  timeoutSeconds: number
  fallbackUrl: string | null
  statusCallback: Leg['statusCallback']
}

/** Rings somebody on our behalf; the document runs once she answers. */
export function createCall(board: Switchboard, call: OutboundCall): Leg {
  const { from, to, fallbackUrl, statusCallback } = call
  const clock = startClock(board.pace, board.now())
  const leg = makeLeg(board, { direction: 'outbound-api', from, to, fallbackUrl, statusCallback, clock })
  track(board, ringAndRun(board, leg, call))
  return leg
}

async function ringAndRun(board: Switchboard, leg: Leg, call: OutboundCall): Promise<void> {
  // The request that created it is answered before the first telephone rings.
  await leg.clock.during(new Promise((resolve) => setImmediate(resolve)))
  const rung = await within(leg.clock, call.timeoutSeconds, leg.interrupt.signal, (signal) =>
    ringTelephone(board, leg, signal),
  ).catch(() => undefined)
  if (rung === 'answered') await runFlow(board, leg, call.document, 'call')
  hangUp(leg, 'exchange')
}

/** TwiML that came with the request: relative addresses in it lead nowhere. */
export function inlineDocument(board: Switchboard, verbs: Document['verbs']): Document {
  return { url: `${board.apiUrl}/inline`, method: 'POST', verbs }
}
