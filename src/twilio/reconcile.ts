import { eq, inArray } from 'drizzle-orm'
import { recordingIdOf } from '../calls/add-recording.ts'
import { enterDegradedCall } from '../calls/enter-degraded-call.ts'
import { enterRecording } from '../calls/enter-recording.ts'
import type { ReadFacts } from '../calls/read-facts.ts'
import { recordCallStatus, shortestVoicemailSeconds } from '../calls/record-call-progress.ts'
import { exchangeStatuses, isOver } from '../calls/states.ts'
import { calls, recordings } from '../calls/tables.ts'
import type { Context } from '../context.ts'
import { idFrom } from '../ids.ts'
import { callerFrom } from '../phone-number.ts'
import { receiveText } from '../texts/receive-text.ts'
import { texts } from '../texts/tables.ts'
import type { ExchangeCall, ExchangeText } from './listed.ts'
import { exchangeBookmarks } from './tables.ts'
import { callIdOf } from './webhooks.ts'

type Needs = Context & { readFacts: ReadFacts }
export type Reconciled = { calls: number; texts: number; recordings: number }

/** Webhooks of what happened less than this ago may still be on their way, or in the spool. */
const freshMs = 2 * 60_000
/** Each look reaches back behind the last one: the exchange lists a thing when it is made, not when it ends. */
const overlapMs = 4 * 60 * 60_000
const firstLookMs = 24 * 60 * 60_000

/** Enters once what happened at the exchange while nobody here listened. */
export async function reconcile(context: Needs): Promise<Reconciled> {
  const found = {
    calls: await readList(context, 'calls', enterCalls),
    texts: await readList(context, 'texts', enterTexts),
    recordings: await readList(context, 'recordings', enterRecordings),
  }
  if (found.calls + found.texts + found.recordings > 0)
    context.log.warn({ event: 'exchange.reconciled', ...found })
  return found
}

async function readList(
  context: Needs,
  list: keyof Reconciled,
  enter: (context: Needs, since: Date) => Promise<number | 'away'>,
): Promise<number> {
  const at = context.now()
  const [bookmark] = await context.db.select().from(exchangeBookmarks).where(eq(exchangeBookmarks.list, list))
  const since = bookmark ? bookmark.readUntil.getTime() - overlapMs : at.getTime() - firstLookMs
  const entered = await enter(context, new Date(since))
  if (entered === 'away') return 0
  await context.db
    .insert(exchangeBookmarks)
    .values({ list, readUntil: at })
    .onConflictDoUpdate({ target: exchangeBookmarks.list, set: { readUntil: at } })
  return entered
}

async function enterCalls(context: Needs, since: Date): Promise<number | 'away'> {
  const listed = await context.gateway.listCalls({ since })
  if (listed.kind === 'away') return 'away'
  const inbound = listed.items.filter((call) => isForUs(context, call) && isSettled(context, call.startedAt))
  const known = await knownIds(
    inbound.map((call) => callIdOf(call.callSid)),
    (ids) => context.db.select({ id: calls.id }).from(calls).where(inArray(calls.id, ids)),
  )
  const missing = inbound.filter((call) => !known.has(callIdOf(call.callSid)))
  for (const call of missing) await enterCall(context, call)
  return missing.length
}

/** Our own leg that came back through a diversion shows one of our lines as its caller: it is nobody's call. */
const isForUs = ({ directory }: Needs, { direction, from, to }: ExchangeCall): boolean =>
  direction === 'inbound' && directory.findLine(to) !== null && directory.findLine(from) === null

const isSettled = ({ now }: Needs, at: Date | null): boolean =>
  at !== null && now().getTime() - at.getTime() > freshMs

async function enterCall(context: Needs, call: ExchangeCall): Promise<void> {
  const callId = callIdOf(call.callSid)
  const at = call.startedAt ?? context.now()
  const arrived = {
    callSid: call.callSid,
    callId,
    caller: callerFrom(call.from),
    to: call.to,
    forwardedFrom: call.forwardedFrom,
    callerName: null,
    stir: null,
  }
  await enterDegradedCall(context, arrived, 'nothing', at)
  const clientId = context.directory.findLine(call.to)?.line.clientId
  const knownStatus = exchangeStatuses.find((status) => status === call.status) ?? null
  if (clientId === undefined || knownStatus === null || !isOver(knownStatus)) return
  const durationSeconds = call.durationSeconds
  const status = { callId, to: call.to, status: call.status, knownStatus, durationSeconds, sequence: 0 }
  await recordCallStatus(context, { clientId, at: call.endedAt ?? at }, status)
}

async function enterTexts(context: Needs, since: Date): Promise<number | 'away'> {
  const listed = await context.gateway.listTexts({ since })
  if (listed.kind === 'away') return 'away'
  const inbound = listed.items.filter(
    (text) => text.direction === 'inbound' && isSettled(context, text.createdAt),
  )
  const idOf = (text: ExchangeText) => idFrom('text', text.messageSid)
  const known = await knownIds(inbound.map(idOf), (ids) =>
    context.db.select({ id: texts.id }).from(texts).where(inArray(texts.id, ids)),
  )
  const missing = inbound.filter((text) => !known.has(idOf(text)) && context.directory.findLine(text.to))
  for (const text of missing) await enterText(context, text)
  return missing.length
}

async function enterText(context: Needs, text: ExchangeText): Promise<void> {
  const place = context.directory.findLine(text.to)
  if (!place) return
  const received = {
    messageSid: text.messageSid,
    textId: idFrom('text', text.messageSid),
    sender: callerFrom(text.from),
    to: text.to,
    body: text.body,
    segments: text.segments,
    // The list names no media; that there were some is counted.
    media: Array.from({ length: text.mediaCount }, () => ({ url: '', contentType: '' })),
    optOutType: null,
  }
  await receiveText({ ...context, now: () => text.createdAt }, received, place)
}

async function enterRecordings(context: Needs, since: Date): Promise<number | 'away'> {
  const listed = await context.gateway.listRecordings({ since })
  if (listed.kind === 'away') return 'away'
  const usable = listed.items.filter(
    (r) =>
      r.status === 'completed' &&
      r.durationSeconds >= shortestVoicemailSeconds &&
      isSettled(context, r.createdAt),
  )
  const known = await knownIds(
    usable.map((r) => recordingIdOf(r.recordingSid)),
    (ids) => context.db.select({ id: recordings.id }).from(recordings).where(inArray(recordings.id, ids)),
  )
  let entered = 0
  for (const { recordingSid, callSid, durationSeconds: seconds } of usable) {
    if (known.has(recordingIdOf(recordingSid))) continue
    if (await enterRecording(context, { callId: callIdOf(callSid), recordingSid, seconds })) entered++
  }
  return entered
}

async function knownIds(
  ids: readonly string[],
  find: (ids: string[]) => Promise<{ id: string }[]>,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  return new Set((await find([...ids])).map((row) => row.id))
}
