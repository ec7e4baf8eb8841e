import { setTimeout as wait } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import { stepUrlOf } from '../../calls/call-place.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import type { Held } from '../hold-call.ts'
import { isCallerThere } from '../own-live-call.ts'
import type { Move } from '../states.ts'
import { callLegs } from '../tables.ts'
import { type LiveKey, lockLive } from '../take-step.ts'
import { findTelephoneLeg, type TelephoneLeg } from './take-by-telephone.ts'

type Needs = Pick<Context, 'config' | 'db' | 'gateway' | 'live' | 'log' | 'now'>

/**
 * Before anything is done that needs a conference: where she speaks on her telephone, it and the caller's line leave his
 * `<Dial>` for the conference of the call. Her line is given an address of its own by REST. His Dial, which has lost its
 * other side, ends by that, and its `action` is asked what comes next (`answerRingEnded`); which of the two is asked
 * first is not said, and he hears nothing meanwhile. `done` where there is nothing to move; safe to repeat, and at once.
 *
 * Sources: twilio.com/docs/voice/twiml/dial (`action`); twilio.com/docs/voice/api/call-resource (update of a call);
 * github.com/danohn/convert-call-to-conference, which does it in this order.
 */
export async function moveToConference(context: Needs, key: LiveKey): Promise<Held> {
  const begun = await context.db.transaction((tx) => begin(tx, key, context.now()))
  if (typeof begun === 'string') return begun
  if (begun.isFirst) {
    const url = stepUrlOf(context.config, key.clientId, key.callId)('ring-join')
    const reached = await context.gateway.redirectCall(begun.leg.callSid ?? '', url)
    context.log.info({ event: 'call.telephoneMoved', ...key, reached })
    if (reached !== 'done') {
      await noteMove(context.db, begun.leg, 'away')
      return reached === 'over' ? 'notNow' : 'away'
    }
  }
  return untilBothAreThere(context, begun.leg)
}

type Begun = { readonly leg: TelephoneLeg; readonly isFirst: boolean }

/** Whoever comes second waits for what the first has begun. */
async function begin(tx: Transaction, key: LiveKey, at: Date): Promise<Begun | 'done' | 'notNow'> {
  const call = await lockLive(tx, key)
  const leg = await findTelephoneLeg(tx, key)
  if (!leg || leg.move === 'done') return 'done'
  if (leg.move === 'asked') return { leg, isFirst: false }
  // Sent on to an executive, he has left the bridge already.
  if (call?.state !== 'talking') return 'notNow'
  await tx.update(callLegs).set({ move: 'asked', moveAskedAt: at }).where(isLeg(leg))
  return { leg, isFirst: true }
}

/** What the conference has told meanwhile holds. */
export async function noteMove(db: Pick<Transaction, 'update'>, leg: TelephoneLeg, move: Move) {
  await db
    .update(callLegs)
    .set({ move })
    .where(and(isLeg(leg), eq(callLegs.move, 'asked')))
}

/** Two requests of the exchange and what it then tells take about a second. */
const thereWithinMs = 5_000
const lookEveryMs = 100

async function untilBothAreThere({ db, log }: Needs, leg: TelephoneLeg): Promise<Held> {
  const until = performance.now() + thereWithinMs
  while (performance.now() < until) {
    const [hers] = await db.select().from(callLegs).where(isLeg(leg))
    if (!hers || hers.leftAt) return 'notNow'
    if (hers.move === 'done' && (await isCallerThere(db, leg))) return 'done'
    await wait(lookEveryMs)
  }
  log.warn({ event: 'call.notMoved', clientId: leg.clientId, callId: leg.callId })
  return 'away'
}

const isLeg = ({ clientId, id }: TelephoneLeg) => and(eq(callLegs.clientId, clientId), eq(callLegs.id, id))
