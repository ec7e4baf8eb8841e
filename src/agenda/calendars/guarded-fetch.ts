import { lookup } from 'node:dns'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { CalendarFailure } from './failures.ts'
import { isPrivateAddress } from './private-address.ts'

export type Guard = {
  /** Also this machine and private networks, and without encryption. */
  readonly allowsPrivate: boolean
  readonly maxBytes: number
  readonly timeoutMs: number
}

export type GuardedFetch = {
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  readonly close: () => void
}

const redirectsAtMost = 3

/**
 * `fetch` for addresses that people type in: it connects to the very address that was checked, so that a name cannot
 * mean something else a moment later; every redirect is checked again and loses the credentials at another host.
 * Throws `CalendarFailure`.
 */
export function openGuardedFetch(guard: Guard): GuardedFetch {
  const options = { keepAlive: true, maxSockets: 4, lookup: guardedLookup(guard) }
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) }
  const agentFor = ({ protocol }: URL) => (protocol === 'https:' ? agents['https:'] : agents['http:'])
  return {
    fetch: async (input, init = {}) => follow(addressOf(input), init, { guard, agentFor }, redirectsAtMost),
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

const addressOf = (input: string | URL | Request): URL => {
  const text = input instanceof Request ? input.url : String(input)
  if (!URL.canParse(text)) throw new CalendarFailure('forbiddenAddress')
  return new URL(text)
}

type Way = { readonly guard: Guard; readonly agentFor: (place: URL) => http.Agent }

async function follow(place: URL, init: RequestInit, way: Way, redirectsLeft: number): Promise<Response> {
  refuseForbidden(place, way.guard)
  const response = await ask(place, init, way)
  const location = response.headers.get('location')
  if (init.redirect === 'manual' || response.status < 300 || response.status >= 400 || !location)
    return response
  if (redirectsLeft === 0 || !URL.canParse(location, place.href))
    throw new CalendarFailure('notThere', 'redirects')
  const next = new URL(location, place)
  const headers = new Headers(init.headers)
  if (next.origin !== place.origin) headers.delete('authorization')
  return follow(next, { ...init, headers }, way, redirectsLeft - 1)
}

function refuseForbidden(place: URL, { allowsPrivate }: Guard): void {
  const isWeb = place.protocol === 'https:' || (place.protocol === 'http:' && allowsPrivate)
  const host = place.hostname.replace(/^\[|\]$/g, '')
  if (!isWeb || (!allowsPrivate && isIP(host) !== 0 && isPrivateAddress(host)))
    throw new CalendarFailure('forbiddenAddress')
}

const guardedLookup =
  ({ allowsPrivate }: Guard): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const [first] = found ?? []
      if (error || !first) return callback(error ?? new CalendarFailure('unreachable'), '', 4)
      if (!allowsPrivate && found.some(({ address }) => isPrivateAddress(address)))
        return callback(new CalendarFailure('forbiddenAddress'), '', 4)
      return options.all ? callback(null, found) : callback(null, first.address, first.family)
    })

async function ask(place: URL, init: RequestInit, { guard, agentFor }: Way): Promise<Response> {
  const signal = AbortSignal.timeout(guard.timeoutMs)
  try {
    const answer = await send(place, init, agentFor(place), signal)
    const body = await readBody(answer, guard.maxBytes)
    return responseOf(place, answer, body)
  } catch (error) {
    if (error instanceof CalendarFailure) throw error
    if (signal.aborted) throw new CalendarFailure('tooSlow')
    throw new CalendarFailure('unreachable', codeOf(error))
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown'

function send(
  place: URL,
  { method = 'GET', headers, body }: RequestInit,
  agent: http.Agent,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const sent = { ...Object.fromEntries(new Headers(headers)), 'accept-encoding': 'identity' }
  const { request } = place.protocol === 'https:' ? https : http
  const outgoing = request(place, { method, headers: sent, agent, signal })
  outgoing.on('response', resolve)
  outgoing.on('error', reject)
  outgoing.end(typeof body === 'string' ? body : undefined)
  return promise
}

/** The announced length may lie or be absent, so the count decides. */
async function readBody(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer) {
    const bytes = Buffer.from(chunk)
    size += bytes.byteLength
    if (size > maxBytes) throw new CalendarFailure('tooLarge')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function responseOf(place: URL, answer: IncomingMessage, body: Buffer): Response {
  const status = answer.statusCode ?? 500
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers))
    if (value !== undefined) headers.set(name, [value].flat().join(', '))
  const bodiless = status === 204 || status === 205 || status === 304
  const response = new Response(bodiless ? null : new Uint8Array(body), { status, headers })
  return Object.defineProperty(response, 'url', { value: place.href })
}
