import { z } from 'zod'

export type TwilioConfig = {
  readonly accountSid: string
  /** Any of them may have signed a request, while one replaces the other. Empty only before a demo made its own. */
  readonly authTokens: readonly string[]
  readonly apiKey: { sid: string; secret: string } | null
  /** The TwiML application by which softphones call; null: secretaries have no softphone. */
  readonly appSid: string | null
  /** Another exchange than Twilio's, with or without a path. */
  readonly apiUrl: string | null
}

/** The demo exchange's account, the application of its softphones, and the key that signs their tokens. */
export const demoAccountSid = `AC${'0'.repeat(32)}`
const demoAppSid = `AP${'0'.repeat(32)}`
const demoKeySid = `SK${'0'.repeat(32)}`

const blank = (value: unknown) => (value === '' ? undefined : value)
const text = z.preprocess(blank, z.string().optional())
const sid = (kind: 'AC' | 'AP') =>
  z.preprocess(
    blank,
    z
      .string()
      .regex(new RegExp(`^${kind}[0-9a-f]{32}$`), `expected ${kind} and 32 hexadecimal digits`)
      .optional(),
  )

export const twilioSettings = {
  TWILIO_ACCOUNT_SID: sid('AC'),
  TWILIO_AUTH_TOKEN: text,
  TWILIO_API_KEY: text,
  TWILIO_API_SECRET: text,
  TWILIO_APP_SID: sid('AP'),
  TWILIO_API_URL: z.preprocess(
    blank,
    z.url({ protocol: /^https?$/, error: 'expected an address such as http://127.0.0.1:4010' }).optional(),
  ),
}

type TwilioSettings = {
  [Name in keyof typeof twilioSettings]?: z.output<(typeof twilioSettings)[Name]>
}

export function twilioInconsistencies(s: TwilioSettings): string[] {
  const wrong: string[] = []
  if (s.TWILIO_API_KEY && !s.TWILIO_API_SECRET)
    wrong.push('TWILIO_API_SECRET: missing, since TWILIO_API_KEY is set')
  if (s.TWILIO_ACCOUNT_SID && s.TWILIO_APP_SID && !s.TWILIO_API_KEY)
    wrong.push('TWILIO_API_KEY: missing, since TWILIO_APP_SID is set: it signs what softphones show')
  return wrong
}

export function toTwilioConfig(s: TwilioSettings): TwilioConfig {
  const demo = !s.TWILIO_ACCOUNT_SID
  const authTokens = (s.TWILIO_AUTH_TOKEN ?? '').split(',').flatMap((token) => token.trim() || [])
  const { TWILIO_API_KEY: key, TWILIO_API_SECRET: secret } = s
  const ownKey = demo ? demoApiKey(authTokens) : null
  return {
    accountSid: s.TWILIO_ACCOUNT_SID ?? demoAccountSid,
    authTokens,
    apiKey: key && secret ? { sid: key, secret } : ownKey,
    appSid: s.TWILIO_APP_SID ?? (demo ? demoAppSid : null),
    apiUrl: s.TWILIO_API_URL ?? null,
  }
}

/** In a demo the key's secret is the account's token, of which there may be none yet. */
export function demoApiKey(authTokens: readonly string[]): TwilioConfig['apiKey'] {
  const [secret] = authTokens
  return secret ? { sid: demoKeySid, secret } : null
}
