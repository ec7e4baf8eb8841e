import { recordingIdOf } from '../../calls/add-recording.ts'
import { idFrom } from '../../ids.ts'
import { recipientsOf } from '../../messages/recipients.ts'
import type { messages, SlipDetails } from '../../messages/tables.ts'
import { waysTo } from '../../messages/ways.ts'
import type { Role } from '../../secretaries/tables.ts'
import type { Chance } from './chance.ts'
import type { PastClient, PastExecutive } from './past-agency.ts'
import { type PastCall, sidOf } from './past-call.ts'
import type { PastCaller } from './past-caller.ts'
import { after } from './past-fate.ts'
import type { PastRows } from './past-rows.ts'
import type { Story } from './stories-table.ts'

export type PastSlip = typeof messages.$inferInsert

type Slipped = {
  readonly its: PastClient
  readonly call: PastCall
  readonly caller: PastCaller
  /** What a secretary wrote; null for the software's own slip. */
  readonly story: Story | null
}

/** The slip of a call; null where none follows from it. */
export function slipOf({ its, call, caller, story }: Slipped): PastSlip | null {
  const { clientId, id: sourceId, endedAt, disposition, arrivedAt: receivedAt } = call
  if (!endedAt) return null
  const kind = kindOf(disposition, story)
  if (kind === null) return null
  const { client, line } = its
  const ruled = recipientsOf(call.decision, client, line.recipientKey)
  const reason = story?.reason ? its.reasons.get(story.reason) : undefined
  const key = story?.to ?? reason?.recipientKey ?? null
  const written = story ? (call.wrapUpUntil ?? endedAt) : after(endedAt, 10)
  const isWithheld = caller.number === null
  return {
    ...{
      clientId,
      id: idFrom('message', clientId, sourceId),
      kind,
      sourceKind: 'call',
      sourceId,
      revision: 1,
    },
    ...ruled,
    recipientId: (key && client.executives.get(key)?.id) || ruled.recipientId,
    urgency: story?.urgent ? 'urgent' : ruled.urgency,
    callerName: story ? caller.name : (call.callerName ?? null),
    callerNumber: isWithheld ? null : caller.number,
    ...{ callbackNumber: story?.wish === 'callBack' ? caller.ownNumber : null },
    ...{ company: story ? caller.company : null, subject: story?.subject ?? null, body: story?.body ?? null },
    ...{ wish: story?.wish ?? null, wishWhen: story?.wishWhen ?? null },
    details: story ? detailsOf(story, reason, written) : null,
    authorId: story ? (call.answeredById ?? null) : null,
    voicemailSeconds: kind === 'voicemail' ? (call.recordedSeconds ?? null) : null,
    ...{ receivedAt, createdAt: written },
  }
}

function kindOf(disposition: PastCall['disposition'], story: Story | null): PastSlip['kind'] | null {
  if (disposition === 'voicemail') return 'voicemail'
  if (disposition === 'missed' || disposition === 'abandoned') return 'missedCall'
  return disposition === 'answered' && story ? 'taken' : null
}

type Reason = ReturnType<PastClient['reasons']['get']>

function detailsOf({ answers = [] }: Story, reason: Reason, at: Date): SlipDetails {
  const questions = reason?.questions ?? []
  return {
    reason: reason
      ? {
          ...{ key: reason.key, name: reason.name, version: reason.version },
          answers: answers.flatMap((answer, place) => {
            const question = questions[place]
            return question === undefined ? [] : [{ question, answer }]
          }),
        }
      : null,
    ...{ fields: [], readBackAt: at.toISOString(), instructions: [], writtenAt: at.toISOString() },
  }
}

type Following = {
  readonly its: PastClient
  readonly roleOf: (secretaryId: string) => Role
  readonly chance: Chance
  readonly now: Date
}

/** All that followed from a slip: it was told at once, and its executive has answered. Nothing is left to be sent. */
export function followSlip(past: PastRows, slip: PastSlip, { its, roleOf, chance, now }: Following): void {
  const executive = its.executives.get(slip.recipientId)
  if (!executive) throw new Error(`${its.client.key} has no executive ${slip.recipientId}`)
  const { clientId, id: messageId, createdAt } = slip
  past.messages.push(slip)
  if (slip.authorId)
    past.acts.push(
      actOf(
        slip,
        { at: createdAt, kind: roleOf(slip.authorId), id: slip.authorId, verb: 'written' },
        { revision: 1 },
      ),
    )
  tell(past, slip, executive, { its, now })
  const minutes = slip.urgency === 'urgent' ? chance.between(1, 7) : chance.between(3, 90)
  const at = new Date(Math.min(createdAt.getTime() + minutes * 60_000, now.getTime() - 60_000))
  const answer = slip.wish === 'callBack' && chance.happens(0.35) ? 'executiveCalls' : 'received'
  const via = its.client.health ? 'page' : chance.of(['sms', 'sms', 'page', 'email'] as const)
  const doneAt = at
  past.acknowledgements.push({ clientId, messageId, executiveId: executive.id, answer, via, at, doneAt })
  past.acts.push(
    actOf(
      slip,
      { at, kind: 'executive', id: executive.id, verb: 'acknowledged' },
      { executiveId: executive.id, answer, via, at, doneAt },
    ),
  )
  if (slip.urgency === 'urgent' && executive.choices.acknowledgeMinutes !== null)
    past.alerts.push({
      ...{ clientId, messageId, executiveId: executive.id, step: 'told', onCallRank: 0 },
      ...{ startedAt: createdAt, nextAt: null, endedAt: at, endedBy: 'acknowledged' },
    })
}

type Doing = {
  readonly at: Date
  readonly kind: Role | 'executive'
  readonly id: string
  readonly verb: 'written' | 'acknowledged'
}

const actOf = ({ clientId, id: subjectId }: PastSlip, { at, kind, id, verb }: Doing, said: object) => ({
  ...{ clientId, id: idFrom('past', 'act', subjectId, verb), at, actorKind: kind, actorId: id },
  ...{ verb: `message.${verb}`, subjectKind: 'message', subjectId, before: null, after: said },
})

function tell(
  { deliveries }: PastRows,
  { clientId, id: messageId, urgency, createdAt }: PastSlip,
  executive: PastExecutive,
  { its, now }: { readonly its: PastClient; readonly now: Date },
): void {
  const { timeZone } = its.client.hours
  for (const { channel, dueAt = createdAt } of waysTo(executive, { urgency, timeZone }, createdAt)) {
    const sentAt = after(dueAt, 2)
    if (channel === 'call' || sentAt >= now) continue
    const isText = channel === 'sms'
    const id = idFrom('delivery', clientId, messageId, 1, executive.id, channel)
    deliveries.push({
      ...{
        clientId,
        id,
        kind: 'message',
        messageId,
        revision: 1,
        executiveId: executive.id,
        channel,
        urgency,
      },
      ...{ state: isText ? 'delivered' : 'sent', destination: isText ? executive.mobile : executive.email },
      ...{
        segments: isText ? 1 : null,
        providerId: isText ? sidOf('SM', id) : `<${id}@permanence.demo.test>`,
      },
      ...{ attempts: 1, epoch: 1, dueAt: null, enqueuedAt: dueAt, createdAt },
      ...{ sentAt, deliveredAt: isText ? after(sentAt, 3) : null },
    })
  }
}

/** The audio of a voicemail, which the exchange does not have any more. */
export function keepRecording(
  past: PastRows,
  { clientId, id: callId, recordedAt, recordedSeconds }: PastCall,
) {
  if (!recordedAt || !recordedSeconds) return
  const recordingSid = sidOf('RE', callId)
  const id = recordingIdOf(recordingSid)
  past.recordings.push({
    ...{ clientId, id, callId, recordingSid, seconds: recordedSeconds, announcedAt: recordedAt },
    ...{ fileKey: `clients/${clientId}/recordings/${id}.wav`, attempts: 1, nextAttemptAt: null },
    ...{ storedAt: after(recordedAt, 4), exchangeDeletedAt: after(recordedAt, 5) },
  })
}
