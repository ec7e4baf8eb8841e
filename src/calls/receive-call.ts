import { queueFor } from '../answering/queue.ts'
import type { Client, Line } from '../clients/client.ts'
import { isResting, restingDecision } from '../clients/resting.ts'
import { seeTestCall } from '../clients/setup/states/see-test-call.ts'
import type { Context } from '../context.ts'
import { type Decision, decide } from '../rules/decide.ts'
import type { Facts } from '../rules/facts.ts'
import { packTrace } from '../rules/pack-trace.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'
import { openTask } from '../tasks/open-task.ts'
import type { CallArrived } from '../twilio/webhooks.ts'
import { absentRecipient } from './absent-recipient.ts'
import { firstAnswer } from './answer.ts'
import { placeOf } from './call-place.ts'
import { forgottenAfterMs } from './conclude.ts'
import { answerAsHeard } from './degrade.ts'
import { isReturningLeg } from './is-returning-leg.ts'
import { callerColumns, keptFacts } from './kept-facts.ts'
import { callerOf } from './own-caller.ts'
import { readCall } from './queries.ts'
import type { ReadFacts } from './read-facts.ts'
import type { NewCall, SaveCall } from './save-call.ts'
import type { VoiceAnswer } from './voice-answer.ts'

export type AnswerPath = { readFacts: ReadFacts; saveCall: SaveCall }
type Needs = Pick<
  Context,
  'config' | 'live' | 'now' | 'answers' | 'db' | 'log' | 'directory' | 'presence' | 'rings'
> &
  AnswerPath

/**
 * A call arrives on one of our lines: gathers the facts, decides by the client's rules, writes the call down,
 * and answers. Delivered again, it gets the answer it got first. Throws when the database does not answer
 * within `signal`; the caller is then answered from memory.
 */
export async function receiveCall(
  context: Needs,
  arrived: CallArrived,
  { line, client }: { line: Line; client: Client },
  signal: AbortSignal,
): Promise<VoiceAnswer> {
  const now = context.now()
  const caller = callerOf(client, arrived.caller)
  if (isResting(client)) return answerResting(context, arrived, { line, client }, signal)
  const question = { client, line, channel: 'voice', id: arrived.callId, caller, now } as const
  const known = await context.readFacts(question, signal)
  if (await isReturningLeg(context, question, known, signal))
    return refuseReturningLeg(context, arrived, line)

  const facts: Facts = { ...known, line: line.number, channel: 'voice', caller, now, ...stirOf(arrived) }
  const decision = decide(known.rules, facts, client)

  const kept = keptDecision(decision, facts, client)
  const isAttended = context.presence.mayWait(client, now)
  const answer = answerOf(context, arrived, { line, client, isAttended }, kept)
  const call = newCall(arrived, { line, client }, facts, kept, answer)
  const saved = await context.saveCall(call, signal)
  if (saved === 'alreadySaved') return answerAgain(context, arrived, { line, client })

  tellOfCall(context, call)
  if (call.queued) void context.rings.look()
  seeTestCall(context, client, now)
  return answer
}

/** Nobody is rung and nothing is asked: the call is written down, and a sentence names nobody. */
async function answerResting(
  context: Needs,
  arrived: CallArrived,
  { line, client }: { line: Line; client: Client },
  signal: AbortSignal,
): Promise<VoiceAnswer> {
  const facts = { caller: callerOf(client, arrived.caller), contact: null, now: context.now() }
  const decision = restingDecision(client)
  const answer = answerOf(context, arrived, { line, client }, decision)
  const call = newCall(arrived, { line, client }, facts, decision, answer)
  const saved = await context.saveCall(call, signal)
  if (saved === 'alreadySaved') return answerAgain(context, arrived, { line, client })
  tellOfCall(context, call)
  return answer
}

function tellOfCall({ live, log }: Needs, { clientId, id, decision }: NewCall): void {
  live.changed([clientId])
  log.info({ event: 'call.received', clientId, callId: id, rule: decision.ruleKey })
}

/** The answer of the first time. To a call that is over nobody listens, save one who replays what he overheard. */
async function answerAgain(
  context: Needs,
  arrived: CallArrived,
  { line, client }: { line: Line; client: Client },
): Promise<VoiceAnswer> {
  const { callId } = arrived
  const call = await readCall(context.answers, client.clientId, callId)
  if (!call) throw new Error(`Call ${callId} was written down and is gone`)
  const { decision, heard, isOver } = call
  context.log.info({ event: 'call.receivedAgain', clientId: client.clientId, callId, isOver })
  if (isOver) return { kind: 'hangUp' }
  if (heard) return answerAsHeard(context, arrived, heard)
  return answerOf(context, arrived, { line, client, isAttended: call.startedInQueue }, decision)
}

function answerOf(
  { config }: Pick<Context, 'config'>,
  { callId }: CallArrived,
  { line, client, isAttended = false }: { line: Line; client: Client; isAttended?: boolean },
  decision: StoredDecision,
): VoiceAnswer {
  const absent = absentRecipient(decision, client, line.recipientKey)
  return firstAnswer(decision.action, { ...placeOf(config, client, callId), absent, isAttended }, line)
}

const stirOf = ({ stir }: CallArrived) => (stir === null ? {} : { stir })

async function refuseReturningLeg(context: Needs, arrived: CallArrived, line: Line): Promise<VoiceAnswer> {
  context.log.warn({ event: 'call.returningLeg', clientId: line.clientId, callId: arrived.callId })
  await openTask(
    context.db,
    {
      clientId: line.clientId,
      audience: 'supervisor',
      kind: 'returningLeg',
      key: line.number,
      details: { line: line.number },
    },
    context.now(),
  )
  return { kind: 'reject', busy: true }
}

const keptDecision = (
  { action, ruleKey, trace }: Decision,
  facts: Facts,
  { ruleSetVersion }: Client,
): StoredDecision => ({ action, ruleKey, ruleSetVersion, trace: packTrace(trace), facts: keptFacts(facts) })

/** Answers after which more is to come. */
const goesOn: ReadonlySet<VoiceAnswer['kind']> = new Set(['dial', 'voicemail', 'enqueue'])

function newCall(
  arrived: CallArrived,
  { line, client }: { line: Line; client: Client },
  facts: Pick<Facts, 'caller' | 'contact' | 'now'>,
  decision: StoredDecision,
  answer: VoiceAnswer,
): NewCall {
  const discarded = decision.action.kind === 'discard'
  return {
    clientId: line.clientId,
    id: arrived.callId,
    callSid: arrived.callSid,
    line: line.number,
    ...callerColumns(facts),
    callerName: facts.contact?.name ?? arrived.callerName,
    contactId: facts.caller.kind === 'number' ? (facts.contact?.id ?? null) : null,
    forwardedFrom: arrived.forwardedFrom,
    arrivedAt: facts.now,
    decision,
    degraded: false,
    dialledNumber: answer.kind === 'dial' ? answer.number : null,
    startsAtVoicemail: answer.kind === 'voicemail',
    queued: answer.kind === 'enqueue' ? queueFor(client, facts.now, facts.now) : null,
    isTurnedAway: !discarded && !goesOn.has(answer.kind),
    disposition: discarded ? 'discarded' : null,
    concludeAt: discarded ? null : new Date(facts.now.getTime() + forgottenAfterMs),
  }
}
