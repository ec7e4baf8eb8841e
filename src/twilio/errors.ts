import type { Failure } from '../deliveries/failures.ts'

/** What an error of the exchange means for us. `permanent`: the same request would be refused again. */
type ExchangeError = { readonly permanent: boolean; readonly failure: Failure }

const permanent = (failure: Failure): ExchangeError => ({ permanent: true, failure })
const passing = (failure: Failure): ExchangeError => ({ permanent: false, failure })

/**
 * Codes of the REST side and of status callbacks (twilio.com/docs/api/errors). What the agency can put right
 * in its account (credentials, sender, countries) passes: the text goes out once it is.
 */
const errors: Readonly<Record<string, ExchangeError>> = {
  20003: passing('accountRefused'),
  20429: passing('exchangeBusy'),
  21201: permanent('invalidNumber'),
  21210: passing('senderRefused'),
  21211: permanent('invalidNumber'),
  21212: passing('senderRefused'),
  21214: permanent('notReachable'),
  21215: passing('countryOff'),
  21217: permanent('invalidNumber'),
  21401: permanent('invalidNumber'),
  21408: passing('countryOff'),
  21602: permanent('contentRefused'),
  21604: permanent('invalidNumber'),
  21606: passing('senderRefused'),
  21610: permanent('optedOut'),
  21611: passing('exchangeBusy'),
  21612: permanent('notReachable'),
  21614: permanent('notMobile'),
  21617: permanent('contentRefused'),
  21649: passing('senderRefused'),
  21701: passing('senderRefused'),
  21702: passing('senderRefused'),
  21703: passing('senderRefused'),
  21704: passing('senderRefused'),
  21705: passing('senderRefused'),
  30001: passing('exchangeBusy'),
  30002: passing('accountSuspended'),
  30003: passing('handsetOff'),
  30004: permanent('blocked'),
  30005: permanent('unknownHandset'),
  30006: permanent('notMobile'),
  30007: permanent('filtered'),
  30008: passing('carrierFault'),
  30017: passing('carrierFault'),
  30018: passing('senderRefused'),
  30022: passing('exchangeBusy'),
  30034: passing('senderRefused'),
  30044: passing('senderRefused'),
  30410: passing('carrierFault'),
}

export const optOutCode = '21610'

/** An unknown code is taken for permanent in a callback (the text is spent), for passing in a refusal. */
export function readErrorCode(code: string, unknownIs: 'permanent' | 'passing'): ExchangeError {
  return errors[code] ?? { permanent: unknownIs === 'permanent', failure: 'unknown' }
}
