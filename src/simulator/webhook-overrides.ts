export type Overrides = { timeoutMs: number; retries: number; retryOn: Set<string> }

/**
 * The wishes a webhook URL carries in its fragment (`#tt=9000&rc=2&rp=ct,5xx`).
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function readOverrides(url: string, defaultTimeoutMs: number): Overrides {
  const wishes = new URLSearchParams(url.split('#')[1] ?? '')
  const read = wishes.get('rt') ?? wishes.get('tt')
  return {
    timeoutMs: read === null ? defaultTimeoutMs : Math.min(Number(read), 15000),
    retries: Number(wishes.get('rc') ?? 1),
    retryOn: new Set((wishes.get('rp') ?? 'ct').split(',')),
  }
}
