import twilio from 'twilio'
import type { Config } from '../config.ts'

const { AccessToken } = twilio.jwt

export type SoftphoneAccount = { readonly accountSid: string; readonly appSid: string } & {
  readonly apiKey: { readonly sid: string; readonly secret: string }
}

/** Null where the exchange has no application or no key for softphones: nobody answers in a browser then. */
export function softphoneAccount({ twilio: settings }: Pick<Config, 'twilio'>): SoftphoneAccount | null {
  const { accountSid, appSid, apiKey } = settings
  return appSid && apiKey ? { accountSid, appSid, apiKey } : null
}

/**
 * A JWT (HS256, twilio.md §8) by which a browser calls our application under this name. It rings nobody and is rung
 * by nobody else.
 */
export function softphoneToken(
  { accountSid, appSid, apiKey }: SoftphoneAccount,
  identity: string,
  ttlSeconds: number,
): string {
  const token = new AccessToken(accountSid, apiKey.sid, apiKey.secret, { identity, ttl: ttlSeconds })
  token.addGrant(new AccessToken.VoiceGrant({ outgoingApplicationSid: appSid, incomingAllow: false }))
  return token.toJwt()
}
