import type { AccountNumber, Application, ApplicationFields, NumberFields } from './account.ts'

/**
 * Shortens the exchange's patience with one of our machines: connect, read and whole time in milliseconds, and one more
 * try where a connection failed or an answer was late. https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
const patience = '#ct=1500&rt=4000&tt=9000&rc=1&rp=ct,rt'

/** Other than ours it is left alone: a fallback on another machine is what one should have. */
const fallback = (found: string, publicUrl: string): string =>
  found !== '' && hostOf(found) !== hostOf(publicUrl) ? found : `${publicUrl}/twilio/fallback`

export const wantedNumber = ({ fields }: Pick<AccountNumber, 'fields'>, publicUrl: string): NumberFields => ({
  voiceUrl: `${publicUrl}/twilio/voice${patience}`,
  voiceMethod: 'POST',
  voiceFallbackUrl: fallback(fields.voiceFallbackUrl, publicUrl),
  voiceFallbackMethod: 'POST',
  statusCallback: `${publicUrl}/twilio/voice-status`,
  statusCallbackMethod: 'POST',
  smsUrl: `${publicUrl}/twilio/sms`,
  smsMethod: 'POST',
  smsFallbackUrl: fallback(fields.smsFallbackUrl, publicUrl),
  smsFallbackMethod: 'POST',
  voiceApplicationSid: '',
  smsApplicationSid: '',
  trunkSid: '',
})

export const wantedApplication = (found: Pick<Application, 'fields'> | null, publicUrl: string) =>
  ({
    voiceUrl: `${publicUrl}/twilio/softphone${patience}`,
    voiceMethod: 'POST',
    voiceFallbackUrl: fallback(found?.fields.voiceFallbackUrl ?? '', publicUrl),
    voiceFallbackMethod: 'POST',
  }) satisfies ApplicationFields

/** By which an application of ours is found again when the settings do not name it. */
export const applicationName = 'Permanence'

export const isOnOurHost = (url: string, publicUrl: string): boolean => hostOf(url) === hostOf(publicUrl)

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '')
