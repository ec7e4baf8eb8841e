import type { Tape } from './call-tape.ts'
import type { Pace } from './clock.ts'
import type { Conference } from './conferences/conference.ts'
import type { Application, Device } from './devices/device.ts'
import type { Leg } from './leg.ts'
import type { Message } from './message.ts'
import type { Queue } from './queue.ts'
import type { Recording } from './recording.ts'
import type { MakeSid } from './sids.ts'
import type { Behaviour, Telephone } from './telephone.ts'
import type { TroubleMaker, WebhookKind } from './trouble.ts'

/** A number of the account, with the addresses asked when it is called or texted. */
export type Line = {
  number: string
  sid: string
  voiceUrl: string
  smsUrl: string
  statusCallback: string | null
  voiceFallbackUrl: string | null
  smsFallbackUrl: string | null
}

/** What Twilio's debugger would show: a mistake of ours that the caller may or may not have noticed. */
export type Alert = { code: number; about: string; detail: string }

/** One attempt to deliver one webhook; `status` is `null` when nobody answered. */
export type Attempt = {
  at: Date
  kind: WebhookKind
  url: string
  about: string
  fields: Record<string, string>
  status: number | null
}

/** Everything the exchange knows; shared by its parts, hidden behind `Exchange`. */
export type Switchboard = {
  accountSid: string
  authToken: string
  apiKeys: { sid: string; secret: string }[]
  apiUrl: string
  pace: Pace
  now: () => Date
  makeSid: MakeSid
  webhookTimeoutMs: number
  defaultBehaviour: Behaviour
  isLandline: (number: string) => boolean
  verifiedNumbers: string[]
  lines: Map<string, Line>
  telephones: Map<string, Telephone>
  calls: Map<string, Leg>
  messages: Map<string, Message>
  recordings: Map<string, Recording>
  /** Recordings of calls under way that were begun by the REST interface, by the SID of the call. */
  tapes: Map<string, Tape>
  queues: Map<string, Queue>
  /** By SID, those that are over too. */
  conferences: Map<string, Conference>
  /** TwiML applications, by SID. */
  applications: Map<string, Application>
  /** Softphones, by identity. */
  devices: Map<string, Device>
  optedOut: Set<string>
  alerts: Alert[]
  attempts: Attempt[]
  trouble: TroubleMaker
  /** Callbacks kept back to come out of order, by kind. */
  heldBack: Map<WebhookKind, (() => Promise<void>)[]>
  pending: Set<Promise<unknown>>
  closing: AbortController
  changed: () => void
}

/** Counts the work as unfinished business until it is done; its failure is an error of the exchange itself. */
export function track<T>(board: Switchboard, work: Promise<T>): Promise<T> {
  const done = work.finally(() => {
    board.pending.delete(done)
    board.changed()
  })
  board.pending.add(done)
  return done
}
