import { SegmentedMessage } from 'sms-segments-calculator'

export type MessageStatus =
  | 'accepted'
  | 'queued'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'received'

export type Message = {
  sid: string
  direction: 'inbound' | 'outbound-api' | 'outbound-reply' | 'outbound-call'
  from: string
  to: string
  body: string
  status: MessageStatus
  errorCode: number | null
  mediaUrls: string[]
  messagingServiceSid: string | null
  statusCallback: string | null
  createdAt: Date
  sentAt: Date | null
  updatedAt: Date
}

/** Twilio's own count: 160 or 153 characters of the GSM alphabet a part, else 70 or 67. */
export function segmentsOf(body: string): number {
  return new SegmentedMessage(body).segmentsCount
}

/** Words on which Twilio itself stops or resumes sending, on its default lists; French ones are not among them. */
const STOP_WORDS = ['STOP', 'UNSUBSCRIBE', 'END', 'QUIT', 'STOPALL', 'REVOKE', 'OPTOUT', 'CANCEL']
const START_WORDS = ['START', 'UNSTOP', 'YES']
const HELP_WORDS = ['HELP', 'INFO']

export function optOutType(body: string): 'STOP' | 'START' | 'HELP' | null {
  const word = body.trim().toUpperCase()
  if (STOP_WORDS.includes(word)) return 'STOP'
  if (START_WORDS.includes(word)) return 'START'
  return HELP_WORDS.includes(word) ? 'HELP' : null
}
