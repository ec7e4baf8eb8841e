import { and, eq, isNull } from 'drizzle-orm'
import { findSwitches } from '../agency/switches.ts'
import { conferenceName } from '../answering/compose-wait.ts'
import { endLiveCall } from '../answering/end-live-call.ts'
import { findLiveState } from '../answering/find-live-state.ts'
import type { LiveCall, LiveKey } from '../answering/take-step.ts'
import { stepUrlOf } from '../calls/call-place.ts'
import { calls } from '../calls/tables.ts'
import type { Context } from '../context.ts'
import { isPhoneNumber, type PhoneNumber } from '../phone-number.ts'
import type { SendResult } from '../twilio/gateway.ts'
import { calledLabel, isPlaced, nameCalled, noteOutcome } from './called-leg.ts'
import type { PlacedOutcome } from './outgoing.ts'
import { outgoingCalls } from './tables.ts'

type Needs = Pick<Context, 'config' | 'db' | 'directory' | 'gateway' | 'live' | 'log' | 'now' | 'rings'>

/** The exchange adds about five; a mobile's voicemail answers by then, which she hears. */
export const ringSeconds = 35

/**
 * She is there: whoever she asked for is rung, once, from the client's line. Stopped by the owner at this very moment,
 * nobody is. Where the exchange refuses, the call is over and says why; where it did not answer, its line's own news or
 * the look at late dials decides.
 */
export async function dialCalled(context: Needs, key: LiveKey): Promise<void> {
  const begun = await begin(context, key)
  if (!begun) return
  if (begun.stopped) return giveUp(context, key, 'stopped')
  const sent = await ring(context, key, begun)
  context.log.info({ event: 'outgoing.dialled', ...key, sent: sent.kind })
  if (sent.kind === 'refused') return giveUp(context, key, refusedAs(sent))
  if (sent.kind === 'uncertain') return
  await context.db.transaction((tx) => nameCalled(tx, key, sent.id))
  // She hung up while the exchange was asked.
  if ((await findLiveState(context.db, key)) === 'ended') await context.gateway.endCall(sent.id)
}

/** What is told long after has been looked after meanwhile. */
const freshMs = 10_000

/** Her softphone has come: the other side is rung, which nobody waits for. */
export async function dialOnceThere(context: Needs, { state, ...call }: LiveCall, at: Date): Promise<void> {
  if (state !== 'dialling' || context.now().getTime() - at.getTime() > freshMs) return
  const key = { clientId: call.clientId, callId: call.callId }
  await dialCalled(context, key).catch((err) =>
    context.log.error({ event: 'outgoing.notDialled', ...key, err }),
  )
}

type Begun = {
  readonly stopped: boolean
  readonly legId: string
  readonly talkLimitSeconds: number
  readonly from: PhoneNumber
  readonly to: PhoneNumber
}

const begin = ({ db, now }: Needs, key: LiveKey): Promise<Begun | null> =>
  db.transaction(async (tx) => {
    if ((await findLiveState(tx, key)) !== 'dialling') return null
    const [row] = await tx
      .update(outgoingCalls)
      .set({ dialledAt: now() })
      .where(and(isPlaced(key), isNull(outgoingCalls.dialledAt)))
      .returning()
    const isIt = and(eq(calls.clientId, key.clientId), eq(calls.id, key.callId))
    const [call] = await tx.select({ from: calls.line, to: calls.caller }).from(calls).where(isIt)
    if (!row || !call?.to || !isPhoneNumber(call.to)) return null
    const { outgoingStopped } = await findSwitches(tx)
    const { legId, talkLimitSeconds } = row
    return { stopped: outgoingStopped !== undefined, legId, talkLimitSeconds, from: call.from, to: call.to }
  })

const ring = (
  { config, gateway }: Needs,
  key: LiveKey,
  { legId, from, to, talkLimitSeconds }: Begun,
): Promise<SendResult> =>
  gateway.addParticipant({
    ...{ conference: conferenceName(key.callId), from, to, label: calledLabel(legId) },
    ...{ ringSeconds, talkLimitSeconds, endConferenceOnExit: true },
    statusCallback: `${config.publicUrl}/twilio/called/${key.clientId}/${key.callId}`,
    conferenceStatusCallback: stepUrlOf(config, key.clientId, key.callId)('conference'),
  })

/** The exchange makes about one call a second for an account. */
function refusedAs({ permanent, failure }: Extract<SendResult, { kind: 'refused' }>): PlacedOutcome {
  if (permanent || failure === 'countryOff' || failure === 'senderRefused') return 'refusedNumber'
  return failure === 'exchangeBusy' ? 'exchangeBusy' : 'away'
}

/** Nobody was had: the call is over, and her softphone let go. */
export async function giveUp(context: Needs, key: LiveKey, outcome: PlacedOutcome): Promise<void> {
  context.log.info({ event: 'outgoing.givenUp', ...key, outcome })
  await context.db.transaction((tx) => noteOutcome(tx, key, outcome))
  await endLiveCall(context, key, context.now())
}
