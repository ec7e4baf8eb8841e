import type { Twilio } from 'twilio'
import type { Config } from '../config.ts'

const timeoutMs = 10_000

/** Loads the SDK at the first request, since that takes half a second, which no start need pay. */
export function openClient(config: Pick<Config, 'twilio'>): () => Promise<Twilio> {
  const account = credentials(config)
  let opened: Promise<Twilio> | null = null
  return () => {
    opened ??= load(config, account)
    return opened
  }
}

async function load(
  { twilio: { accountSid, apiUrl } }: Pick<Config, 'twilio'>,
  { user, password }: ReturnType<typeof credentials>,
): Promise<Twilio> {
  const { default: twilio } = await import('twilio')
  const client = twilio(user, password, { accountSid, timeout: timeoutMs, autoRetry: false })
  if (apiUrl) client.api.baseUrl = apiUrl
  return client
}

export function credentials({ twilio: { accountSid, authTokens, apiKey } }: Pick<Config, 'twilio'>) {
  if (apiKey) return { user: apiKey.sid, password: apiKey.secret }
  const [token] = authTokens
  if (!token)
    throw new Error('TWILIO_AUTH_TOKEN is empty: expected at least one token before the gateway is made')
  return { user: accountSid, password: token }
}
