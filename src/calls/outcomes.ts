/** What the person who answered a call made of it. A client says which of them it does not pay for. */
export const outcomes = [
  'informationGiven',
  'messageTaken',
  'appointment',
  'connected',
  'callbackPromised',
  'wrongNumber',
  'prospecting',
  'nobodyThere',
  'other',
] as const
export type Outcome = (typeof outcomes)[number]
