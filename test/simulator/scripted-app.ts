import formbody from '@fastify/formbody'
import fastify from 'fastify'
import { createExchange, type Exchange, type ExchangeOptions } from '../../src/simulator/exchange.ts'

export type Fields = Record<string, string>
export type Seen = { path: string; url: string; method: string; headers: Fields; fields: Fields }

/** TwiML for a path, or what to do instead; `undefined` answers 204. */
export type Script = Record<string, string | ((fields: Fields) => string | Reply)>
export type Reply = { status?: number; type?: string; body?: string; waitMs?: number }

export const LINE = '+33199001001'
export const PETIT = '+33199002001'
export const MOREL = '+33199001101'
export const ROUX = '+33199001111'
export const ACCOUNT = `AC${'0'.repeat(32)}`
export const TOKEN = 'a token of the demo'

export type Stage = {
  exchange: Exchange
  base: string
  seen: Seen[]
  /** The fields of the requests to a path, oldest first. */
  at(path: string): Fields[]
  close(): Promise<void>
}

/** A tiny application on loopback that answers as scripted, and an exchange whose line asks it. */
export async function stage(script: Script, options: Partial<ExchangeOptions> = {}): Promise<Stage> {
  const seen: Seen[] = []
  const app = fastify({ logger: false })
  await app.register(formbody)
  app.all('*', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const fields = { ...(request.query as Fields), ...(request.body as Fields | undefined) }
    const headers = request.headers as Fields
    seen.push({ path, url: `${base}${request.url}`, method: request.method, headers, fields })
    const answer = script[path]
    const said = typeof answer === 'function' ? answer(fields) : answer
    if (said === undefined) return reply.status(204).send()
    if (typeof said === 'string') return reply.type('text/xml').send(said)
    if (said.waitMs) await new Promise((resolve) => setTimeout(resolve, said.waitMs))
    return reply
      .status(said.status ?? 200)
      .type(said.type ?? 'text/xml')
      .send(said.body ?? '')
  })
  const base = await app.listen({ host: '127.0.0.1', port: 0 })
  const exchange = createExchange({ accountSid: ACCOUNT, authToken: TOKEN, seed: 7, ...options })
  exchange.addLine({
    number: LINE,
    voiceUrl: `${base}/voice`,
    smsUrl: `${base}/sms`,
    statusCallback: `${base}/status`,
  })
  const at = (path: string) => seen.filter((one) => one.path === path).map((one) => one.fields)
  const close = async () => {
    await exchange.close()
    await app.close()
  }
  return { exchange, base, seen, at, close }
}

export function twiml(...verbs: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs.join('')}</Response>`
}
