import { and, eq, isNull, lte, or } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Reached } from '../twilio/live-gateway.ts'
import { findOpenRecordings, isCallRecording, type OpenRecording } from './queries.ts'
import { nextRecorderStep, type RecorderStep } from './recorder.ts'
import { callRecordings } from './tables.ts'

export type RecorderContext = Pick<Context, 'config' | 'db' | 'gateway' | 'live' | 'log' | 'now'>
type CallKey = { readonly clientId: number; readonly callId: string }
type Changes = Partial<typeof callRecordings.$inferInsert>

/** Longer than the exchange is waited for: after that, whoever told it has died. */
const leaseMs = 30_000
/** More steps at a time nobody needs: it started, and is paused meanwhile. */
const mostSteps = 3
const mostStarts = 3

/**
 * Brings the exchange's recorder to where it should be by how the call stands. Safe to repeat, and at once: one
 * process alone tells the exchange, by conditional UPDATE.
 */
export async function followRecording(context: RecorderContext, key: CallKey): Promise<void> {
  for (let left = mostSteps; left > 0; left--) {
    const [found] = await findOpenRecordings(context.db, key)
    if (!found || !(await takeNext(context, found))) return
  }
}

/** Answers whether there may be something more to do. */
export async function takeNext(context: RecorderContext, found: OpenRecording): Promise<boolean> {
  const step = nextRecorderStep(found)
  if (!step) return false
  const claimed = await claim(context, found)
  if (!claimed) return false
  const changes = await carryOut(context, found, step)
  const busyUntil = changes.busyUntil ?? null
  await context.db
    .update(callRecordings)
    .set({ ...changes, busyUntil })
    .where(isCallRecording(found))
  context.log.info({
    event: 'callRecording.step',
    ...keyOf(found),
    step,
    state: changes.state ?? found.state,
    failure: changes.failure ?? null,
  })
  context.live.changed([found.clientId], 'floor')
  return busyUntil === null
}

async function claim({ db, now }: RecorderContext, found: OpenRecording): Promise<boolean> {
  const { busyUntil, state } = callRecordings
  const isFree = or(isNull(busyUntil), lte(busyUntil, now()))
  const claimed = await db
    .update(callRecordings)
    .set({ busyUntil: new Date(now().getTime() + leaseMs), attempts: found.attempts + 1 })
    .where(
      and(
        isCallRecording(found),
        eq(state, found.state),
        eq(callRecordings.attempts, found.attempts),
        isFree,
      ),
    )
    .returning({ callId: callRecordings.callId })
  return claimed.length > 0
}

async function carryOut(
  context: RecorderContext,
  found: OpenRecording,
  step: RecorderStep,
): Promise<Changes> {
  const closedAt = context.now()
  if (step === 'close') return { state: 'stopped', closedAt }
  if (step === 'start') return start(context, found)
  const { callSid, recordingSid } = found
  if (!callSid || !recordingSid) return { state: 'failed', failure: 'noSid', closedAt }
  const to = ({ pause: 'paused', resume: 'in-progress', stop: 'stopped' } as const)[step]
  const reached = await context.gateway.changeRecording({ callSid, recordingSid, to })
  if (reached !== 'done' && reached !== 'over') return again(context, found, reached)
  if (reached === 'over' || step === 'stop') return { state: 'stopped', closedAt, attempts: 0 }
  return { state: step === 'pause' ? 'paused' : 'running', attempts: 0, failure: null }
}

/** Whether it began may be unknown: before it is told again, the exchange is asked what it records. */
async function start(context: RecorderContext, found: OpenRecording): Promise<Changes> {
  const { callSid, attempts } = found
  if (!callSid) return failed(context, found, 'noSid')
  const running = attempts === 0 ? null : await findRunning(context, callSid)
  if (typeof running === 'string') return begun(context, running)
  const { clientId, callId } = found
  const statusCallback = `${context.config.publicUrl}/twilio/call-recording/${clientId}/${callId}`
  const started = await context.gateway.startRecording({ callSid, statusCallback })
  if (started.kind === 'started') return begun(context, started.recordingSid)
  if (started.kind === 'refused' || attempts + 1 >= mostStarts) return failed(context, found, started.code)
  return again(context, found, { kind: 'away', code: started.code })
}

async function findRunning({ gateway }: RecorderContext, callSid: string): Promise<string | null> {
  const listed = await gateway.findRecordings(callSid)
  if (listed.kind === 'away') return null
  const running = listed.items.find(
    ({ isConversation, status }) => isConversation && (status === 'in-progress' || status === 'paused'),
  )
  return running?.recordingSid ?? null
}

const begun = ({ now }: RecorderContext, recordingSid: string): Changes => ({
  ...{ state: 'running', recordingSid, startedAt: now(), attempts: 0, failure: null },
})

/** The call goes on unrecorded. */
function failed({ log, now }: RecorderContext, found: OpenRecording, failure: string): Changes {
  log.warn({ event: 'callRecording.notStarted', ...keyOf(found), failure })
  return { state: 'failed', failure, closedAt: now() }
}

/** One second after the first time, then two, at most ten: what people say meanwhile may be a card's number. */
function again(
  { log, now }: RecorderContext,
  found: OpenRecording,
  { code }: Exclude<Reached, string>,
): Changes {
  log.warn({ event: 'callRecording.exchangeAway', ...keyOf(found), attempts: found.attempts + 1, code })
  const seconds = Math.min(10, 2 ** found.attempts)
  return { failure: code, busyUntil: new Date(now().getTime() + seconds * 1000) }
}

const keyOf = ({ clientId, callId }: CallKey) => ({ clientId, callId })
