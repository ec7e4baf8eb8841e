/** The exchange's word for a call, from first to last; a later rank never gives way to an earlier one. */
export const exchangeStatuses = [
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
] as const
export type ExchangeStatus = (typeof exchangeStatuses)[number]

/** How a call ended, as we saw it. The last two are of those that we placed. */
export const dispositions = [
  'forwarded',
  'messageTaken',
  'voicemail',
  'discarded',
  'abandoned',
  'answered',
  'missed',
  'reached',
  'notReached',
] as const
export type Disposition = (typeof dispositions)[number]

/** How a caller ended waiting for a secretary. `late`: nobody came in time; `unattended`: nobody was left to come. */
export const leftQueueHows = ['answered', 'message', 'callback', 'late', 'unattended', 'hungUp'] as const
export type LeftQueueHow = (typeof leftQueueHows)[number]

const over: ReadonlySet<string> = new Set<ExchangeStatus>([
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
])

/** After these the exchange says nothing more of a call. */
export const isOver = (status: string): boolean => over.has(status)

/**
 * What may follow a disposition that was already concluded, when later evidence comes to light: a missed call
 * whose recording turns up is a voicemail; nothing takes back that two people spoke.
 */
const mayBecome: Record<Disposition, readonly Disposition[]> = {
  abandoned: ['missed', 'voicemail', 'messageTaken', 'forwarded', 'answered'],
  missed: ['voicemail', 'messageTaken', 'forwarded', 'answered'],
  voicemail: ['messageTaken', 'answered'],
  messageTaken: ['answered'],
  discarded: ['forwarded', 'answered'],
  forwarded: [],
  answered: [],
  notReached: ['reached'],
  reached: [],
}

export const nextDisposition = (known: Disposition | null, found: Disposition): Disposition =>
  known === null || mayBecome[known].includes(found) ? found : known
