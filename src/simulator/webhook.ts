import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type Channel, type FormFields, signedAddress, signWebhook } from './signature.ts'
import type { Attempt, Switchboard } from './switchboard.ts'
import type { WebhookKind } from './trouble.ts'
import { type Overrides, readOverrides } from './webhook-overrides.ts'

export type Webhook = {
  kind: WebhookKind
  url: string
  method: 'GET' | 'POST'
  fields: FormFields
  /** The call or message it is about. */
  about: string
}

export type Answer =
  | { kind: 'answered'; status: number; contentType: string; body: string; url: string }
  | { kind: 'unanswered'; errorCode: 11200 | 11205; detail: string }

/** Sends a webhook whose answer decides what happens next, as often as its overrides allow. */
export async function ask(board: Switchboard, webhook: Webhook): Promise<Answer> {
  const trouble = board.trouble.forWebhook(webhook.kind)
  if (trouble?.does === 'lost') return { kind: 'unanswered', errorCode: 11205, detail: 'lost on purpose' }
  if (trouble?.does === 'late' || trouble?.does === 'outOfOrder') await wait(trouble.delayMs ?? 50)
  if (trouble?.does !== 'twice') return askWithRetries(board, webhook)
  const token = randomUUID()
  const [, second] = await Promise.all([send(board, webhook, token), send(board, webhook, token)])
  return second
}

/** Sends it without the trouble-maker; every attempt carries the same idempotency token. */
export async function askWithRetries(
  board: Switchboard,
  webhook: Webhook,
  token = randomUUID(),
): Promise<Answer> {
  const overrides = readOverrides(webhook.url, board.webhookTimeoutMs)
  let answer = await send(board, webhook, token)
  for (let retry = 0; retry < overrides.retries && isRetried(answer, overrides); retry += 1) {
    answer = await send(board, webhook, token)
  }
  return answer
}

function isRetried(answer: Answer, { retryOn }: Overrides): boolean {
  if (retryOn.has('all')) return answer.kind === 'unanswered' || answer.status >= 400
  if (answer.kind === 'unanswered') return retryOn.has(answer.errorCode === 11205 ? 'ct' : 'rt')
  return (answer.status >= 500 && retryOn.has('5xx')) || (answer.status >= 400 && retryOn.has('4xx'))
}

async function send(board: Switchboard, webhook: Webhook, token: string): Promise<Answer> {
  const attempt: Attempt = {
    at: board.now(),
    kind: webhook.kind,
    url: webhook.url,
    about: webhook.about,
    fields: webhook.fields,
    status: null,
  }
  board.attempts.push(attempt)
  try {
    const response = await request(board, webhook, token)
    const body = await response.text()
    attempt.status = response.status
    const contentType = response.headers.get('content-type') ?? ''
    return { kind: 'answered', status: response.status, contentType, body, url: webhook.url }
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    return { kind: 'unanswered', errorCode: timedOut ? 11200 : 11205, detail: String(error) }
  }
}

function request(board: Switchboard, webhook: Webhook, token: string): Promise<Response> {
  const { timeoutMs } = readOverrides(webhook.url, board.webhookTimeoutMs)
  const isGet = webhook.method === 'GET'
  const form = new URLSearchParams(webhook.fields).toString()
  const signed = signedAddress(isGet ? withQuery(webhook.url, form) : webhook.url, channelOf(webhook.kind))
  const { username, password } = new URL(webhook.url)
  const headers: Record<string, string> = {
    'user-agent': 'TwilioProxy/1.1',
    'x-twilio-signature': signWebhook(board.authToken, signed, isGet ? {} : webhook.fields),
    'i-twilio-idempotency-token': token,
  }
  if (username) headers.authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
  if (!isGet) headers['content-type'] = 'application/x-www-form-urlencoded; charset=UTF-8'
  const address = signedAddress(isGet ? withQuery(webhook.url, form) : webhook.url, 'text')
  const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), board.closing.signal])
  return fetch(address, { method: webhook.method, headers, signal, ...(isGet ? {} : { body: form }) })
}

function withQuery(url: string, query: string): string {
  const bare = url.split('#', 1)[0] ?? url
  return `${bare}${bare.includes('?') ? '&' : '?'}${query}`
}

function channelOf(kind: WebhookKind): Channel {
  return kind === 'text' || kind === 'messageStatus' ? 'text' : 'voice'
}
