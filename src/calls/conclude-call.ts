import { and, asc, eq, gte } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { type DeliveryRef, enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts'
import { takeMessage } from '../messages/take-message.ts'
import { askExchange } from './ask-exchange.ts'
import { type CallEvidence, type Conclusion, conclude, shortestVoicemailSeconds } from './conclude.ts'
import { executiveWith } from './own-caller.ts'
import { slipOf } from './slip-of.ts'
import { nextDisposition } from './states.ts'
import { calls, recordings } from './tables.ts'
import { warnOfRefusedNumber } from './warn-of-refused-number.ts'

type Needs = Pick<Context, 'db' | 'now' | 'jobs' | 'gateway' | 'directory' | 'live' | 'log'>
type Key = { clientId: number; id: string }
type CallRow = typeof calls.$inferSelect

/**
 * Says how a call ended, once there is evidence enough, and writes the slip that follows from it in the same
 * transaction. Safe to repeat: a conclusion is only ever replaced by one that later evidence allows.
 */
export async function concludeCall(context: Needs, key: Key): Promise<Conclusion['kind'] | 'unknown'> {
  const first = await concludeOnce(context, key, false)
  if (first !== 'askExchange') return first
  const asked = await askExchange(context, key)
  return asked === 'away' ? first : concludeOnce(context, key, true)
}

async function concludeOnce(context: Needs, key: Key, exchangeWasAsked: boolean) {
  const now = context.now()
  const found = await context.db.transaction(async (tx) => {
    const call = await lockCall(tx, key)
    if (!call) return null
    const recording = await findRecording(tx, key)
    const evidence = evidenceOf(context, call, { hasRecording: recording !== null, exchangeWasAsked })
    const conclusion = conclude(evidence, now.getTime())
    await save(tx, call, conclusion, now)
    if (conclusion.kind === 'concluded') await warnOfRefusedNumber(tx, context.directory, call, now)
    if (conclusion.kind !== 'concluded' || !conclusion.slip) return { conclusion, deliveries: [] }
    const slip = writeSlip(context.directory, call, conclusion.slip, recording?.seconds ?? null)
    return { conclusion, deliveries: (await takeMessage(tx, slip, now)).deliveries }
  })
  if (!found) return 'unknown'
  await tell(context, key, found, now)
  return found.conclusion.kind
}

/** A conclusion that waits for less than this gets its own job; the sweep finds the others. */
const soonMs = 5 * 60 * 1000

async function tell(
  { jobs, live, log }: Needs,
  key: Key,
  { conclusion, deliveries }: { conclusion: Conclusion; deliveries: readonly DeliveryRef[] },
  now: Date,
): Promise<void> {
  log.debug({ event: 'call.lookedAt', clientId: key.clientId, callId: key.id, kind: conclusion.kind })
  await enqueueDeliveries(jobs, deliveries)
  if (conclusion.kind === 'concluded') live.changed([key.clientId])
  if (conclusion.kind !== 'tooEarly') return
  const delayMs = conclusion.at - now.getTime()
  if (delayMs < soonMs) await jobs.add('calls', { ...key, epoch: conclusion.at }, { delayMs })
}

function writeSlip(
  directory: Needs['directory'],
  call: CallRow,
  kind: 'voicemail' | 'missedCall',
  seconds: number | null,
) {
  const client = directory.client(call.clientId)
  if (!client) throw new Error(`Client ${call.clientId} of a call to conclude is not in memory yet`)
  return slipOf(call, kind, seconds, client, directory.findLine(call.line)?.line.recipientKey ?? '')
}

const thisCall = ({ clientId, id }: Key) => and(eq(calls.clientId, clientId), eq(calls.id, id))

async function lockCall(tx: Transaction, key: Key): Promise<CallRow | null> {
  const [call] = await tx.select().from(calls).where(thisCall(key)).for('update')
  return call ?? null
}

async function findRecording(tx: Transaction, { clientId, id }: Key): Promise<{ seconds: number } | null> {
  const [recording] = await tx
    .select({ seconds: recordings.seconds })
    .from(recordings)
    .where(
      and(
        eq(recordings.clientId, clientId),
        eq(recordings.callId, id),
        eq(recordings.kind, 'voicemail'),
        gte(recordings.seconds, shortestVoicemailSeconds),
      ),
    )
    .orderBy(asc(recordings.announcedAt))
    .limit(1)
  return recording ?? null
}

const evidenceOf = (
  { directory }: Needs,
  call: CallRow,
  known: Pick<CallEvidence, 'hasRecording' | 'exchangeWasAsked'>,
): CallEvidence => ({
  ...known,
  action: call.decision.action,
  isOutbound: call.direction === 'outbound',
  arrivedAt: call.arrivedAt.getTime(),
  acceptedAt: call.acceptedAt?.getTime() ?? null,
  dialEndedAt: call.dialEndedAt?.getTime() ?? null,
  bridged: call.bridged,
  answeredAt: call.answeredAt?.getTime() ?? null,
  isPromisedCallback: call.leftQueueHow === 'callback',
  voicemailAt: call.voicemailAt?.getTime() ?? null,
  refusedAt: call.refusedAt?.getTime() ?? null,
  recordedSeconds: call.recordedSeconds,
  endedAt: call.endedAt?.getTime() ?? null,
  isExecutives: isExecutives(directory, call),
})

/** A switchboard that masks its callers shows the client's public number: behind that stands somebody else. */
function isExecutives(directory: Needs['directory'], { clientId, callerKind, caller }: CallRow): boolean {
  const client = callerKind === 'own' ? directory.client(clientId) : null
  return client !== null && caller !== null && executiveWith(client, caller) !== null
}

/** An exchange that did not answer is asked again. */
const askAgainMs = 60 * 1000

async function save(tx: Transaction, call: CallRow, conclusion: Conclusion, now: Date): Promise<void> {
  const changes =
    conclusion.kind === 'concluded'
      ? {
          disposition: nextDisposition(call.disposition, conclusion.disposition),
          rungSeconds: rungSeconds(call),
          concludeAt: null,
        }
      : {
          concludeAt:
            conclusion.kind === 'tooEarly' ? new Date(conclusion.at) : new Date(now.getTime() + askAgainMs),
        }
  await tx.update(calls).set(changes).where(thisCall(call))
}

/** From the first ring at the executive's to her key press, or to the end of the ringing. */
function rungSeconds({ dialledAt, acceptedAt, dialEndedAt, endedAt }: CallRow): number | null {
  const rangUntil = acceptedAt ?? dialEndedAt ?? endedAt
  return dialledAt && rangUntil
    ? Math.max(0, Math.round((rangUntil.getTime() - dialledAt.getTime()) / 1000))
    : null
}
