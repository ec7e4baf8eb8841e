import { setTimeout as wait } from 'node:timers/promises'
import { type Message, type MessageStatus, segmentsOf } from './message.ts'
import { notify } from './notify.ts'
import type { Line, Switchboard } from './switchboard.ts'
import { track } from './switchboard.ts'
import { receiveText, type Telephone, telephoneOf } from './telephone.ts'

type MessageRequest = {
  direction: Exclude<Message['direction'], 'inbound'>
  from: string | null
  to: string
  body: string
  mediaUrls?: string[]
  statusCallback?: string | null
  messagingServiceSid?: string | null
}

type Refusal = { status: number; code: number; message: string }

/** At a real pace, a text takes this long from one station to the next. */
const HOP_MS = 400

/** Accepts a text and sends it on its way, or says why not, with Twilio's code. */
export function sendMessage(board: Switchboard, request: MessageRequest): Message | Refusal {
  const refusal = refusalOf(board, request)
  if (refusal) return refusal
  const now = board.now()
  const service = request.messagingServiceSid ?? null
  const message: Message = {
    sid: board.makeSid(request.mediaUrls?.length ? 'MM' : 'SM'),
    direction: request.direction,
    from: request.from ?? '',
    to: request.to,
    body: request.body,
    status: service === null ? 'queued' : 'accepted',
    errorCode: null,
    mediaUrls: request.mediaUrls ?? [],
    messagingServiceSid: service,
    statusCallback: request.statusCallback ?? null,
    createdAt: now,
    sentAt: null,
    updatedAt: now,
  }
  board.messages.set(message.sid, message)
  track(board, carry(board, message))
  return message
}

function refusalOf(board: Switchboard, request: MessageRequest): Refusal | null {
  const { from, to, body } = request
  const fate = board.telephones.get(to)?.textFate
  const refuse = (code: number, message: string) => ({ status: 400, code, message })
  if (to === '') return refuse(21604, "A 'To' phone number is required.")
  if (!from && !request.messagingServiceSid) return refuse(21603, "A 'From' phone number is required.")
  if (body === '' && !request.mediaUrls?.length) return refuse(21602, 'Message body is required.')
  if (body.length > 1600)
    return refuse(21617, 'The concatenated message body exceeds the 1600 character limit')
  if (!/^\+[1-9]\d{6,14}$/.test(to)) return refuse(21211, `Invalid 'To' Phone Number: ${to}`)
  if (from && !mayTextFrom(board, from)) return refuse(21606, `The 'From' phone number ${from} is not ours`)
  if (board.isLandline(to)) return refuse(21614, `'To' number ${to} is not a mobile number`)
  if (board.optedOut.has(optOutKey(from, to)))
    return refuse(21610, 'Attempt to send to unsubscribed recipient')
  if (typeof fate === 'object' && 'refused' in fate) return refuse(fate.refused, 'Refused on purpose')
  return null
}

/** One of our numbers, or an alphanumeric sender. */
function mayTextFrom(board: Switchboard, from: string): boolean {
  return board.lines.has(from) || /^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/.test(from)
}

export function optOutKey(ours: string | null, theirs: string): string {
  return `${ours ?? ''} ${theirs}`
}

async function carry(board: Switchboard, message: Message): Promise<void> {
  const telephone = telephoneOf(board, message.to, board.defaultBehaviour)
  if (message.status === 'accepted') message.from = firstLine(board)?.number ?? ''
  for (const [status, errorCode] of stationsOf(telephone)) {
    if (status !== 'queued' && board.pace === 'real') await wait(HOP_MS)
    message.status = status
    message.errorCode = errorCode
    message.updatedAt = board.now()
    if (status === 'sent') message.sentAt = message.updatedAt
    if (status === 'delivered') receiveText(telephone, message, message.updatedAt)
    board.changed()
    await reportMessage(board, message)
  }
}

function firstLine(board: Switchboard): Line | undefined {
  return board.lines.values().next().value
}

function stationsOf({ textFate }: Telephone): [MessageStatus, number | null][] {
  const start: [MessageStatus, number | null] = ['queued', null]
  if (textFate === 'delivered') return [start, ['sent', null], ['delivered', null]]
  if (textFate === 'sentOnly') return [start, ['sent', null]]
  if ('undelivered' in textFate) return [start, ['sent', null], ['undelivered', textFate.undelivered]]
  return 'failed' in textFate ? [start, ['failed', textFate.failed]] : [start]
}

async function reportMessage(board: Switchboard, message: Message): Promise<void> {
  if (message.statusCallback === null) return
  await notify(board, {
    kind: 'messageStatus',
    url: message.statusCallback,
    method: 'POST',
    about: message.sid,
    fields: {
      AccountSid: board.accountSid,
      ApiVersion: '2010-04-01',
      MessageSid: message.sid,
      SmsSid: message.sid,
      MessageStatus: message.status,
      SmsStatus: message.status,
      From: message.from,
      To: message.to,
      ...(message.messagingServiceSid ? { MessagingServiceSid: message.messagingServiceSid } : {}),
      ...(message.errorCode === null ? {} : { ErrorCode: String(message.errorCode) }),
      ...(message.status === 'delivered' ? { RawDlrDoneDate: dlrDate(message.updatedAt) } : {}),
    },
  })
}

/** YYMMDDhhmm, as carriers write it. */
function dlrDate(at: Date): string {
  return at.toISOString().replace(/\D/g, '').slice(2, 12)
}

export function segmentsShown(message: Message): string {
  return message.messagingServiceSid === null ? String(segmentsOf(message.body)) : '0'
}
