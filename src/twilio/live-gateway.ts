import type { Twilio } from 'twilio'
import type { HeardBy } from '../calls/voice-answer.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { Listed, SendResult } from './gateway.ts'
import { codeOf, statusOf } from './read-failure.ts'

/** Calls under way and the conferences that people speak in. A conference is named, and found by its name while it runs. */
export type LiveGateway = {
  /** Takes a call out of whatever it hears and asks `url` what comes next. */
  redirectCall(callSid: string, url: string): Promise<Reached>
  endCall(callSid: string): Promise<Reached>
  /** On hold he hears `holdUrl`, an address of sound that is asked for by GET. */
  holdParticipant(who: Participant, hold: Hold): Promise<Reached>
  /** Who hears him from now on. */
  setVoice(who: Participant, heardBy: HeardBy): Promise<Reached>
  /** Rings a number into the conference. */
  addParticipant(added: AddedParticipant): Promise<SendResult>
  /** He is put out of the conference, and his call ends. */
  removeParticipant(who: Participant): Promise<Reached>
  /** Who is in it now; nobody where it does not run. */
  findParticipants(conference: string): Promise<Listed<ExchangeParticipant>>
}

/** `over`: there is no such call or participant any more. `away`: unknown whether it was done. */
export type Reached = 'done' | 'over' | { readonly kind: 'away'; readonly code: string }

/** `who`: a CallSid, or a label that was given when he was rung. */
type Participant = { readonly conference: string; readonly who: string }

type Hold = { readonly on: true; readonly holdUrl: string } | { readonly on: false }

type AddedParticipant = {
  readonly conference: string
  readonly from: PhoneNumber
  readonly to: PhoneNumber
  readonly label: string
  readonly ringSeconds: number
  readonly talkLimitSeconds: number
  readonly statusCallback: string
  readonly conferenceStatusCallback: string
  readonly endConferenceOnExit: boolean
}

export type ExchangeParticipant = {
  readonly callSid: string
  readonly label: string | null
  readonly status: string
  readonly hold: boolean
  readonly muted: boolean
}

export const conferenceEvents = ['start', 'end', 'join', 'leave', 'hold', 'mute'] as const

export function createLiveGateway(
  client: () => Promise<Twilio>,
  send: (create: () => Promise<SendResult>) => Promise<SendResult>,
): LiveGateway {
  const find = async (conference: string) => {
    const running = { friendlyName: conference, status: 'in-progress' as const, limit: 1 }
    const [found] = await (await client()).conferences.list(running)
    return found ? (await client()).conferences(found.sid) : null
  }
  const change = ({ conference, who }: Participant, changes: Changes) =>
    reach(async () => (await find(conference))?.participants(who).update(changes) ?? null)
  return {
    redirectCall: (callSid, url) =>
      reach(async () => (await client()).calls(callSid).update({ url, method: 'POST' })),
    endCall: (callSid) => reach(async () => (await client()).calls(callSid).update({ status: 'completed' })),
    holdParticipant: (who, hold) =>
      change(who, hold.on ? { hold: true, holdUrl: hold.holdUrl, holdMethod: 'GET' } : { hold: false }),
    setVoice: (who, heardBy) => change(who, voiceOf(heardBy)),
    addParticipant: ({ conference, ...added }) =>
      send(async () => {
        const made = await (await client()).conferences(conference).participants.create(toCreate(added))
        return { kind: 'sent', id: made.callSid, segments: null }
      }),
    removeParticipant: ({ conference, who }) =>
      reach(async () => (await find(conference))?.participants(who).remove() ?? null),
    async findParticipants(conference) {
      try {
        const found = await (await find(conference))?.participants.list({ limit: 50 })
        return { kind: 'listed', items: (found ?? []).map(toParticipant) }
      } catch (error) {
        return statusOf(error) === 404 ? { kind: 'listed', items: [] } : { kind: 'away', code: codeOf(error) }
      }
    },
  }
}

type Changes = {
  hold?: boolean
  holdUrl?: string
  holdMethod?: string
  muted?: boolean
  coaching?: boolean
  callSidToCoach?: string
}

const voiceOf = (heardBy: HeardBy): Changes =>
  typeof heardBy === 'object'
    ? { muted: false, coaching: true, callSidToCoach: heardBy.callSid }
    : { muted: heardBy === 'nobody', coaching: false }

/** Null where there is no such conference. */
async function reach(act: () => Promise<object | boolean | null>): Promise<Reached> {
  try {
    return (await act()) === null ? 'over' : 'done'
  } catch (error) {
    return isOver(error) ? 'over' : { kind: 'away', code: codeOf(error) }
  }
}

/** 21220: the call is not in progress any more. */
const isOver = (error: unknown): boolean => statusOf(error) === 404 || codeOf(error) === '21220'

const toCreate = ({ ringSeconds, talkLimitSeconds, ...added }: Omit<AddedParticipant, 'conference'>) => ({
  ...added,
  ...{ timeout: ringSeconds, timeLimit: talkLimitSeconds, beep: 'false', earlyMedia: true },
  ...{ startConferenceOnEnter: true, waitUrl: '' },
  ...{ statusCallbackMethod: 'POST', statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'] },
  ...{ conferenceStatusCallbackMethod: 'POST', conferenceStatusCallbackEvent: [...conferenceEvents] },
})

type Listing = { callSid: string; label: string; status: string; hold: boolean; muted: boolean }

const toParticipant = ({ callSid, label, status, hold, muted }: Listing): ExchangeParticipant => ({
  ...{ callSid, label: label || null, status, hold, muted },
})
