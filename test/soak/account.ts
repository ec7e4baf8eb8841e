import { calls, recordings } from '../../src/calls/tables.ts'
import type { Context } from '../../src/context.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { messages } from '../../src/messages/tables.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { texts } from '../../src/texts/tables.ts'
import { type Evidence, isAcknowledged } from './evidence.ts'

export type Account = { counts: Record<string, number>; breaches: string[] }
type Rows = Awaited<ReturnType<typeof readRows>>

/** Holds what the exchange saw against what the database says: every breach is a promise not kept. */
export async function account(
  { db }: Pick<Context, 'db'>,
  evidence: Evidence,
  mailIds: readonly string[],
): Promise<Account> {
  const rows = await readRows(db)
  const breaches = [
    ...answerBreaches(evidence),
    ...arrivalBreaches(evidence, rows),
    ...callbackBreaches(evidence, rows),
    ...voicemailBreaches(evidence, rows),
    ...conclusionBreaches(rows),
    ...deliveryBreaches(evidence, rows, mailIds),
  ]
  return { counts: countAll(evidence, rows, mailIds), breaches }
}

async function readRows(db: Context['db']) {
  return {
    calls: await db.select().from(calls),
    texts: await db.select().from(texts),
    recordings: await db.select().from(recordings),
    messages: await db.select().from(messages),
    deliveries: await db.select().from(deliveries),
    tasks: await db.select().from(tasks),
  }
}

const heardKinds = new Set(['voice', 'step', 'fallback'])
const badTwiml = new Set([12100, 12200, 12300])

/** P2: whoever was answered at all was answered with TwiML. */
const answerBreaches = ({ attempts, alerts }: Evidence): string[] => [
  ...attempts
    .filter(({ status }) => status !== null && status >= 400)
    .map(({ kind, url, status }) => `${kind} answered ${status}: ${new URL(url).pathname}`),
  ...alerts.filter(({ code }) => badTwiml.has(code)).map((alert) => `alert ${alert.code}: ${alert.detail}`),
]

/** P1, P4: every call and text that reached the exchange is here, acknowledged or found in its lists. */
function arrivalBreaches(evidence: Evidence, rows: Rows): string[] {
  const known = new Set([
    ...rows.calls.map(({ callSid }) => callSid),
    ...rows.texts.map(({ messageSid }) => messageSid),
  ])
  const acknowledged = new Set(evidence.attempts.filter(isAcknowledged).map(({ about }) => about))
  const arrived = [...evidence.calls.filter(({ direction }) => direction === 'inbound'), ...evidence.texts]
  return arrived
    .filter(({ sid }) => !known.has(sid))
    .map(
      ({ sid }) =>
        `${sid} is missing, ${acknowledged.has(sid) ? 'though acknowledged' : 'never acknowledged'}`,
    )
}

/** What we acknowledged about a call or a text has left its trace. */
function callbackBreaches({ attempts }: Evidence, rows: Rows): string[] {
  const bySid = new Map(rows.calls.map((call) => [call.callSid, call]))
  const withRecording = new Set(rows.recordings.map(({ recordingSid }) => recordingSid))
  const byDelivery = new Map(rows.deliveries.map((delivery) => [delivery.id, delivery]))
  return attempts.filter(isAcknowledged).flatMap(({ kind, url, about, fields }) => {
    const call = bySid.get(fields.ParentCallSid ?? about)
    const path = new URL(url).pathname
    if (kind === 'callStatus' && fields.CallStatus === 'completed' && !call?.endedAt)
      return [`${about} has no end`]
    if (kind === 'recording' && isUsable(fields) && !withRecording.has(fields.RecordingSid ?? ''))
      return [`${fields.RecordingSid} was announced and is unknown`]
    if (path.endsWith('/accepted') && fields.Digits === '1' && !call?.acceptedAt)
      return [`${fields.ParentCallSid} was accepted, which is not written down`]
    if (path.endsWith('/recorded') && !call?.recordedAt) return [`${about} left the voicemail unwritten`]
    if (path.endsWith('/dial-ended') && !call?.dialEndedAt) return [`${about} has no end of its dial`]
    if (kind === 'messageStatus' && fields.MessageStatus === 'delivered') {
      const delivery = byDelivery.get(deliveryIdIn(url))
      if (delivery?.state !== 'delivered') return [`${about} was delivered, the row says ${delivery?.state}`]
    }
    return []
  })
}

const isUsable = ({ RecordingStatus, RecordingDuration }: Record<string, string>): boolean =>
  RecordingStatus === 'completed' && Number(RecordingDuration) >= 2

const deliveryIdIn = (url: string): string => /sms-status\/\d+\/([0-9a-f-]+)/.exec(url)?.[1] ?? ''

/** A voicemail of two seconds or more has one slip that says so, and its audio is here. */
function voicemailBreaches(evidence: Evidence, rows: Rows): string[] {
  const bySid = new Map(rows.calls.map((call) => [call.callSid, call]))
  const slips = Map.groupBy(rows.messages, ({ sourceId }) => sourceId)
  const stored = new Set(rows.recordings.filter((row) => row.storedAt).map((row) => row.recordingSid))
  return evidence.recordings
    .filter(({ status, durationSeconds }) => status === 'completed' && durationSeconds >= 2)
    .flatMap(({ sid, callSid }) => {
      const call = bySid.get(callSid)
      const ofCall = slips.get(call?.id ?? '') ?? []
      const found = ofCall.map(({ kind }) => kind).join()
      return [
        ...(found === 'voicemail'
          ? []
          : [`voicemail ${sid} of ${callSid} (${call?.disposition}): slip ${found}`]),
        ...(stored.has(sid) ? [] : [`the audio ${sid} is not here`]),
      ]
    })
}

/** Every call is concluded, and all but the forwarded and the discarded have a slip; so has every text. */
function conclusionBreaches(rows: Rows): string[] {
  const told = new Set(rows.messages.map(({ sourceId }) => sourceId))
  const quiet = new Set<string | null>(['forwarded', 'discarded'])
  return [
    ...rows.calls.flatMap(({ id, callSid, disposition, concludeAt }) => {
      if (disposition === null || concludeAt !== null) return [`${callSid} is not concluded`]
      if (quiet.has(disposition) === told.has(id))
        return [`${callSid}, ${disposition}, ${told.has(id) ? 'has a' : 'has no'} slip`]
      return []
    }),
    ...rows.texts
      .filter(({ id, disposition }) => (disposition === 'messageTaken') !== told.has(id))
      .map(({ messageSid, disposition }) => `text ${messageSid}, ${disposition}: slip or none, wrongly`),
  ]
}

/** P9: what is said to be sent is at the far end once; what is not known is shown to a person. */
function deliveryBreaches({ sends }: Evidence, rows: Rows, mailIds: readonly string[]): string[] {
  const flagged = new Set(rows.tasks.map(({ key }) => key))
  const sms = countBy(sends.map(({ statusCallback }) => deliveryIdIn(statusCallback ?? '')))
  const mails = countBy(mailIds.map((id) => id.split('@')[0] ?? ''))
  const wrong = rows.deliveries.flatMap((delivery) => {
    const arrived = (delivery.channel === 'sms' ? sms : mails).get(delivery.id) ?? 0
    const most = delivery.channel === 'email' && delivery.urgency === 'urgent' ? 2 : 1
    const what = `${delivery.channel} ${delivery.id} (${delivery.state}, ${delivery.failure})`
    if (arrived > most) return [`${what} arrived ${arrived} times`]
    if (delivery.state === 'sent' || delivery.state === 'delivered')
      return arrived > 0 ? [] : [`${what} never arrived`]
    if (delivery.failure === 'superseded') return []
    // Callers who cannot be texted, or want no texts, trouble nobody.
    if (delivery.kind === 'notice' && ['failed', 'suppressed'].includes(delivery.state)) return []
    const isShown = ['uncertain', 'quarantined'].includes(delivery.state) && flagged.has(delivery.id)
    return isShown ? [] : [`${what} is stuck`]
  })
  const ids = new Set(rows.deliveries.map(({ id }) => id))
  const foreign = [...sms.keys(), ...mails.keys()].filter((id) => id !== '' && !ids.has(id))
  return [...wrong, ...foreign.map((id) => `something went out for ${id}, which no row knows`)]
}

function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

function countAll(evidence: Evidence, rows: Rows, mailIds: readonly string[]): Record<string, number> {
  const { attempts } = evidence
  const degraded = rows.calls.filter((call) => call.degraded)
  const heard = countBy(degraded.map((call) => String(call.decision.facts.heard)))
  return {
    'webhooks sent': attempts.length,
    'webhooks acknowledged': attempts.filter(isAcknowledged).length,
    'webhooks nobody answered': attempts.filter(({ status }) => status === null).length,
    'voice answers': attempts.filter((one) => heardKinds.has(one.kind) && isAcknowledged(one)).length,
    'calls at the exchange': evidence.calls.filter(({ direction }) => direction === 'inbound').length,
    'calls here': rows.calls.length,
    'calls answered from memory': degraded.length,
    ...Object.fromEntries([...heard].map(([what, count]) => [`… heard ${what}`, count])),
    'texts at the exchange': evidence.texts.length,
    'texts here': rows.texts.length,
    'voicemails at the exchange': evidence.recordings.filter((one) => one.durationSeconds >= 2).length,
    slips: rows.messages.length,
    'slips told anew': rows.messages.filter(({ revision }) => revision > 1).length,
    deliveries: rows.deliveries.length,
    ...Object.fromEntries(
      [...countBy(rows.deliveries.map(({ channel, state }) => `… ${channel} ${state}`))].toSorted(),
    ),
    'texts sent, at the far end': evidence.sends.length,
    'mails, at the far end': mailIds.length,
  }
}
