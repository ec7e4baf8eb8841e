import type { Pace } from './clock.ts'
import type { Conference } from './conferences/conference.ts'
import {
  type Application,
  type ApplicationOptions,
  addApplication,
  type Device,
  deviceOf,
} from './devices/device.ts'
import type { Leg } from './leg.ts'
import { makeBoard, newLine } from './make-board.ts'
import type { Message } from './message.ts'
import { releaseHeldBack } from './notify.ts'
import { type Call, type CallRequest, placeCall } from './place-call.ts'
import { receiveText } from './receive-text.ts'
import type { Recording } from './recording.ts'
import { type Alert, type Attempt, type Line, type Switchboard, track } from './switchboard.ts'
import { type Behaviour, type Telephone, telephoneOf } from './telephone.ts'
import type { TroubleMaker } from './trouble.ts'

export type ExchangeOptions = {
  accountSid: string
  authToken: string
  /** Accepted on the REST side beside the account's own credentials; by default the demo's, SK and 32 zeros. */
  apiKeys?: { sid: string; secret: string }[]
  now?: () => Date
  /** `'instant'` (the default): ringing and speech take no real time. `'real'`: they do. */
  pace?: Pace
  /** Makes every SID, and every probability of trouble, the same at each run. */
  seed?: number
  /** Where its REST side is reached, without `/2010-04-01`; recordings are named under it. */
  apiUrl?: string
  webhookTimeoutMs?: number
  isLandline?: (number: string) => boolean
  /** Numbers, beside our lines, that a `<Dial>` may show. */
  verifiedNumbers?: string[]
  /** Of telephones that nobody has told how to behave. */
  defaultBehaviour?: Behaviour
}

export type LineOptions = {
  number: string
  voiceUrl: string
  smsUrl: string
  statusCallback?: string
  voiceFallbackUrl?: string
  smsFallbackUrl?: string
}

/** `media`: addresses of pictures; any other word stands for one that this exchange keeps. */
type TextRequest = { from: string; to: string; body: string; media?: string[] }

/** A text on its way to a line; `finished` when the line has answered and its replies are on their way. */
type TextHandle = { sid: string; finished: Promise<void> }

export type Exchange = {
  accountSid: string
  apiUrl: string
  addLine(line: LineOptions): Line
  telephone(number: string): Telephone
  call(request: CallRequest): Call
  addApplication(application: ApplicationOptions): Application
  /** A softphone; it calls by way of the application named, or of the first. */
  device(identity: string, applicationSid?: string): Device
  text(request: TextRequest): TextHandle
  /** Nothing is pending any more: calls over, callbacks delivered, texts carried. Lets out what was held back. */
  settled(): Promise<void>
  /** Ends every call and every request under way. */
  close(): Promise<void>
  /** Called, at most once a tick, whenever anything changed; returns how to stop it. */
  onChange(tell: () => void): () => void
  trouble: TroubleMaker
  readonly lines: Line[]
  readonly telephones: Telephone[]
  /** All legs, oldest first. */
  readonly calls: Leg[]
  readonly messages: Message[]
  readonly recordings: Recording[]
  /** Oldest first, those that are over too. */
  readonly conferences: Conference[]
  readonly alerts: Alert[]
  readonly attempts: Attempt[]
  /** For the exchange's own routes. */
  board: Switchboard
}

export function createExchange(options: ExchangeOptions): Exchange {
  const { board, onChange } = makeBoard(options)
  return {
    accountSid: board.accountSid,
    get apiUrl() {
      return board.apiUrl
    },
    set apiUrl(url) {
      board.apiUrl = url
    },
    addLine: (line) => newLine(board, line),
    telephone: (number) => telephoneOf(board, number, board.defaultBehaviour),
    call: (request) => placeCall(board, request),
    addApplication: (application) => addApplication(board, application),
    device: (identity, applicationSid) => deviceOf(board, identity, applicationSid),
    text: (request) => placeText(board, request),
    settled: () => settled(board),
    close: () => close(board),
    onChange,
    trouble: board.trouble,
    alerts: board.alerts,
    attempts: board.attempts,
    board,
    get lines() {
      return [...board.lines.values()]
    },
    get telephones() {
      return [...board.telephones.values()]
    },
    get calls() {
      return [...board.calls.values()]
    },
    get messages() {
      return [...board.messages.values()]
    },
    get recordings() {
      return [...board.recordings.values()]
    },
    get conferences() {
      return [...board.conferences.values()]
    },
  }
}

function placeText(board: Switchboard, { from, to, body, media = [] }: TextRequest): TextHandle {
  const line = board.lines.get(to)
  if (!line) throw new Error(`No line has the number ${to}; lines: ${[...board.lines.keys()].join(', ')}`)
  const now = board.now()
  const sid = board.makeSid(media.length > 0 ? 'MM' : 'SM')
  const message: Message = {
    sid,
    direction: 'inbound',
    from,
    to,
    body,
    status: 'received',
    errorCode: null,
    mediaUrls: media.map((url, index) => (/^https?:/.test(url) ? url : mediaUrl(board, sid, index))),
    messagingServiceSid: null,
    statusCallback: null,
    createdAt: now,
    sentAt: now,
    updatedAt: now,
  }
  board.messages.set(message.sid, message)
  return { sid: message.sid, finished: track(board, receiveText(board, message, line)) }
}

/** A picture kept by this exchange. */
function mediaUrl(board: Switchboard, sid: string, index: number): string {
  const name = `ME${sid.slice(2, 32)}${String(index).padStart(2, '0')}`
  return `${board.apiUrl}/2010-04-01/Accounts/${board.accountSid}/Messages/${sid}/Media/${name}`
}

async function settled(board: Switchboard): Promise<void> {
  while (board.pending.size > 0 || board.heldBack.size > 0) {
    await Promise.all(board.pending)
    for (const kind of board.heldBack.keys()) await releaseHeldBack(board, kind)
  }
}

async function close(board: Switchboard): Promise<void> {
  board.closing.abort(new Error('the exchange is closing'))
  await Promise.allSettled(board.pending)
}
