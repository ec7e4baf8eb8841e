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

/** How a call ended, as we saw it. */
export const dispositions = [
  'forwarded',
  'messageTaken',
  'voicemail',
  'discarded',
  'abandoned',
  'answered',
  'missed',
] as const
export type Disposition = (typeof dispositions)[number]
