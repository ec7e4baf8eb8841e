import type { FastifyInstance, FastifyReply } from 'fastify'
import { ZodError, z } from 'zod'
import type { Exchange } from '../exchange.ts'
import { type DeviceToken, readToken } from './read-token.ts'
import { keepSessions, type Session } from './sessions.ts'

type DeviceOptions = {
  exchange: Exchange
  /** How long a browser may be without its stream before its calls hang up. */
  goneAfterMs?: number
}

const tokenRequest = z.object({ token: z.string().max(8_000) })
const connectRequest = z.object({ params: z.record(z.string(), z.string().max(1_000)) })
const pressRequest = z.object({ digits: z.string().regex(/^[0-9*#]{1,32}$/) })
const muteRequest = z.object({ on: z.boolean() })

/** What a softphone in a browser does with the exchange, in place of Twilio's signalling. */
export async function deviceRoutes(app: FastifyInstance, options: DeviceOptions): Promise<void> {
  const { exchange, goneAfterMs = 2_000 } = options
  const sessions = keepSessions(exchange.board, goneAfterMs)
  const stop = exchange.onChange(sessions.look)
  app.setErrorHandler((error, _, reply) => {
    if (!(error instanceof ZodError)) throw error
    return reply.status(400).send({ error: 'badRequest', issues: error.issues })
  })
  app.addHook('preClose', async () => {
    stop()
    sessions.close()
    for (const end of streams) end()
  })
  const streams = new Set<() => void>()

  app.post('/', ({ body }, reply) => {
    const token = read(exchange, body, reply)
    if (!token) return reply
    const { id, identity } = sessions.open(token)
    return reply.status(201).send({ id, identity })
  })
  const on = (path: string, act: (session: Session, body: unknown, reply: FastifyReply) => unknown) =>
    app.post<{ Params: { id: string } }>(`/:id${path}`, ({ params, body }, reply) => {
      const session = sessions.find(params.id)
      return session ? act(session, body, reply) : unknown(reply)
    })
  on('/token', (session, body, reply) => {
    const token = read(exchange, body, reply)
    if (!token) return reply
    if (token.identity !== session.identity) return reply.status(403).send({ error: 'otherIdentity' })
    session.renew(token)
    return { renewed: true }
  })
  on('/connect', (session, body, reply) => {
    const call = session.connect(connectRequest.parse(body).params)
    return call ? reply.status(201).send({ sid: call.sid }) : reply.status(401).send({ error: 'expired' })
  })
  callRoutes(app, (id) => sessions.find(id))

  app.get<{ Params: { id: string } }>('/:id/events', (request, reply) => {
    const session = sessions.find(request.params.id)
    if (!session) return unknown(reply)
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    reply.raw.write('retry: 500\n\n')
    const end = () => reply.raw.end()
    const closed = session.listen(({ event, data }) =>
      reply.raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    )
    streams.add(end)
    reply.raw.on('close', () => {
      streams.delete(end)
      closed()
    })
  })
}

function callRoutes(app: FastifyInstance, find: (id: string) => Session | null): void {
  const on = (
    path: string,
    act: (call: NonNullable<ReturnType<Session['call']>>, body: unknown) => unknown,
  ) =>
    app.post<{ Params: { id: string; sid: string } }>(`/:id/calls/:sid${path}`, ({ params, body }, reply) => {
      const call = find(params.id)?.call(params.sid)
      if (!call) return unknown(reply)
      act(call, body)
      return { done: true }
    })
  on('/hang-up', (call) => call.hangUp())
  on('/press', (call, body) => call.press(pressRequest.parse(body).digits))
  on('/mute', (call, body) => {
    call.leg.isMutedThere = muteRequest.parse(body).on
    call.leg.changed()
  })
}

function read(exchange: Exchange, body: unknown, reply: FastifyReply): DeviceToken | null {
  const token = readToken(exchange.board, tokenRequest.parse(body).token)
  if (!('code' in token)) return token
  reply.status(401).send(token)
  return null
}

function unknown(reply: FastifyReply): FastifyReply {
  return reply.status(404).send({ error: 'notFound' })
}
