import { recordVoicemailNext } from '../calls/record-waiting.ts'
import { recordCalled } from '../outgoing/record-called.ts'
import type { SpoolEntry } from '../spool/entry.ts'
import { endLiveCall } from './end-live-call.ts'
import { leaveQueue } from './leave-queue.ts'
import { readLive } from './read-live.ts'
import { recordConference } from './record-conference.ts'
import { recordLegEnded } from './record-leg-ended.ts'
import type { LiveKey } from './take-step.ts'
import { takeByTelephone } from './telephones/take-by-telephone.ts'
import { acceptTransfer } from './transfer/accept-transfer.ts'
import { followExecutive } from './transfer/follow-executive.ts'
import type { LiveNeeds } from './where-to.ts'

type LiveEntry = Extract<
  SpoolEntry,
  {
    kind:
      | 'wish'
      | 'queueLeft'
      | 'joined'
      | 'conferenceLeft'
      | 'legEnded'
      | 'conference'
      | 'executiveLeft'
      | 'transferAccepted'
      | 'telephoneTaken'
      | 'called'
  }
>

/** Writes down a step that was answered without the database, with what the caller heard then. Safe to repeat. */
export async function enterLiveStep(context: LiveNeeds, entry: LiveEntry, at: Date): Promise<boolean> {
  const key = { clientId: entry.clientId, callId: entry.callId }
  switch (entry.kind) {
    case 'wish':
      await leaveQueue(context, { ...key, how: entry.how, at })
      return true
    case 'queueLeft':
      if (entry.left.callerGone) return end(context, key, at)
      await leaveQueue(context, { ...key, how: 'late', at })
      return (await wasPromised(context, key)) || heardVoicemail(context, key, at)
    case 'joined':
      return entry.isGone ? end(context, key, at) : true
    case 'conferenceLeft':
      await endLiveCall(context, key, at)
      return entry.isGone || heardVoicemail(context, key, at)
    case 'legEnded':
      return recordLegEnded(context, { ...key, callSid: entry.callSid, isGone: entry.isGone, at })
    case 'conference':
      return recordConference(context, { ...key, at }, entry.told)
    case 'executiveLeft':
      return followExecutive(context, key, { legId: entry.legId, failure: entry.failure, at })
    case 'transferAccepted':
      return acceptTransfer(context, key, at)
    case 'telephoneTaken':
      return (await takeByTelephone(context, key, { ...entry, at })) !== 'unknownCall'
    case 'called':
      return recordCalled(context, { ...key, at }, entry.status)
    default:
      return entry satisfies never
  }
}

async function end(context: LiveNeeds, key: LiveKey, at: Date): Promise<true> {
  await endLiveCall(context, key, at)
  return true
}

const wasPromised = async ({ answers }: LiveNeeds, key: LiveKey): Promise<boolean> =>
  (await readLive(answers, key))?.wish === 'callback'

async function heardVoicemail(context: LiveNeeds, key: LiveKey, at: Date): Promise<true> {
  await context.db.transaction((tx) => recordVoicemailNext(tx, key, at))
  return true
}
