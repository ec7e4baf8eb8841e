/**
 * Why something did not reach somebody: kept in `deliveries.failure`, said in words a secretary can act upon
 * under `failure.…` in `src/i18n/`.
 */
export const failures = [
  'invalidNumber',
  'notMobile',
  'notReachable',
  'notAllowed',
  'optedOut',
  'countryOff',
  'senderRefused',
  'accountRefused',
  'accountSuspended',
  'exchangeBusy',
  'exchangeAway',
  'handsetOff',
  'blocked',
  'unknownHandset',
  'filtered',
  'carrierFault',
  'contentRefused',
  'canceled',
  'noAnswer',
  'busy',
  'noAddress',
  'left',
  'superseded',
  'withdrawn',
  'past',
  'resting',
  'mailRefused',
  'mailServerAway',
  'workerDied',
  'maybeSent',
  'givenUp',
  'unknown',
] as const
export type Failure = (typeof failures)[number]
