import { enterPhase, hangUp, type Leg, startRinging } from './leg.ts'
import { runFlow } from './run-flow.ts'
import type { Line, Switchboard } from './switchboard.ts'

/** A call from outside reaches a line: its voice URL decides, until one side hangs up. */
export async function receiveCall(board: Switchboard, leg: Leg, line: Line): Promise<void> {
  leg.fallbackUrl = line.voiceFallbackUrl
  if (line.statusCallback !== null) {
    leg.statusCallback = { url: line.statusCallback, method: 'POST', events: new Set(['completed']) }
  }
  startRinging(leg)
  enterPhase(leg, 'call')
  enterPhase(leg, 'arrival')
  await runFlow(board, leg, { kind: 'voice', url: line.voiceUrl, method: 'POST', fields: {} }, 'call')
  hangUp(leg, 'exchange', leg.answeredAtSeconds === null ? undefined : 'completed')
}
