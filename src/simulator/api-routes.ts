import type { FastifyInstance, FastifyReply } from 'fastify'
import { ZodError } from 'zod'
import * as requests from './api-requests.ts'
import type { Exchange } from './exchange.ts'
import { press, waitOut } from './keys.ts'
import { hangUp, type Leg } from './leg.ts'
import type { Mailbox } from './mailbox.ts'
import { spokenSeconds } from './person.ts'
import { replyToMail } from './reply-to-mail.ts'
import { wavSeconds } from './sound.ts'
import { legView, viewOf } from './view.ts'

/** Six minutes of telephone quality; the longest voicemail is three. */
const LARGEST_SOUND = 6_000_000

type ApiOptions = { exchange: Exchange; mailbox: Mailbox | null; replySmtpUrl: string | null }

/** JSON in, JSON out: what the page and a soak test do with the exchange. */
export async function apiRoutes(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const { exchange, mailbox, replySmtpUrl } = options
  app.addContentTypeParser('audio/wav', { parseAs: 'buffer', bodyLimit: LARGEST_SOUND }, (_, body, done) =>
    done(null, body),
  )
  app.setErrorHandler((error, _, reply) => {
    if (!(error instanceof ZodError)) throw error
    return reply.status(400).send({ error: 'badRequest', issues: error.issues })
  })
  setUpRoutes(app, exchange)
  callRoutes(app, exchange)
  replyRoutes(app, options)

  app.get('/state', () => viewOf(exchange, mailbox?.mails ?? [], replySmtpUrl !== null))
  app.get('/evidence', () => evidenceOf(exchange))
  app.get('/mails', () => mailbox?.mails ?? [])
  app.post('/settle', async () => {
    await exchange.settled()
    return { settled: true }
  })
}

function setUpRoutes(app: FastifyInstance, exchange: Exchange): void {
  app.post('/lines', ({ body }, reply) =>
    reply.status(201).send(exchange.addLine(requests.lineRequest.parse(body))),
  )
  app.post('/telephones', ({ body }) => {
    const { number, behaviour, textFate } = requests.telephoneRequest.parse(body)
    const telephone = exchange.telephone(number)
    if (behaviour) telephone.behave(behaviour)
    if (textFate) telephone.receiveTexts(textFate)
    exchange.board.changed()
    return { number, behaviour: telephone.behaviour, textFate: telephone.textFate }
  })
  app.post('/telephones/answer', ({ body }) => {
    const { number } = requests.numberRequest.parse(body)
    return { done: exchange.telephone(number).answer() }
  })
  app.post('/telephones/refuse', ({ body }) => {
    const { number } = requests.numberRequest.parse(body)
    return { done: exchange.telephone(number).refuse() }
  })
  app.post('/trouble', ({ body }) => {
    exchange.trouble.add(requests.troubleRequest.parse(body))
    return { added: true }
  })
  app.delete('/trouble', () => {
    exchange.trouble.clear()
    return { cleared: true }
  })
}

function replyRoutes(app: FastifyInstance, { mailbox, replySmtpUrl }: ApiOptions): void {
  app.post<{ Params: { id: string } }>('/mails/:id/reply', async ({ params, body }, reply) => {
    const { text } = requests.replyRequest.parse(body)
    const mail = mailbox?.mails.find(({ id }) => String(id) === params.id)
    if (!mail?.replyTo || !replySmtpUrl) return unknown(reply)
    const refused = await replyToMail(mail, text, replySmtpUrl).catch(
      (error) => error.responseCode ?? error.code,
    )
    return refused ? reply.status(502).send({ error: 'mailRefused', code: refused }) : { sent: true }
  })
}

function callRoutes(app: FastifyInstance, exchange: Exchange): void {
  app.post('/texts', ({ body }, reply) => {
    const request = requests.textRequest.parse(body)
    return isKnown(exchange, request.to)
      ? reply.status(201).send({ sid: exchange.text(request).sid })
      : unknown(reply)
  })
  app.post('/calls', ({ body }, reply) => {
    const request = requests.callRequest.parse(body)
    if (!isKnown(exchange, request.to)) return unknown(reply)
    return reply.status(201).send(legView(exchange, exchange.call(request).leg))
  })
  const onLeg = (path: string, act: (leg: Leg, body: unknown) => unknown) =>
    app.post<{ Params: { sid: string } }>(`/calls/:sid${path}`, ({ params, body }, reply) => {
      const leg = exchange.board.calls.get(params.sid)
      return leg ? { done: act(leg, body) !== false } : unknown(reply)
    })
  onLeg('/press', (leg, body) => press(leg, requests.keysRequest.parse(body).digits))
  onLeg('/wait-out', (leg) => waitOut(leg))
  onLeg('/hang-up', (leg) => hangUp(leg, 'person'))
  onLeg('/speak', (leg, body) => speak(leg, body))
  app.get<{ Params: { sid: string } }>('/calls/:sid', ({ params }, reply) => {
    const leg = exchange.board.calls.get(params.sid)
    return leg ? legView(exchange, leg) : unknown(reply)
  })
}

/** Typed words become a sound as long as they take to say; a WAV is kept as it is. */
function speak(leg: Leg, body: unknown): boolean {
  const { onSpeech } = leg
  if (!onSpeech) return false
  const sound = Buffer.isBuffer(body) ? body : null
  const seconds = sound ? wavSeconds(sound) : null
  if (sound && seconds !== null) onSpeech({ text: '', seconds, sound })
  else {
    const { text } = requests.speechRequest.parse(body)
    onSpeech({ text, seconds: text.trim() === '' ? 0 : spokenSeconds(text) })
  }
  return true
}

function isKnown(exchange: Exchange, to: string): boolean {
  const behaviour = exchange.board.telephones.get(to)?.behaviour
  return exchange.board.lines.has(behaviour?.kind === 'diverts' ? behaviour.to : to)
}

function unknown(reply: FastifyReply): FastifyReply {
  return reply.status(404).send({ error: 'notFound' })
}

/** What the exchange did and was told, for whoever has to account for it. */
function evidenceOf(exchange: Exchange) {
  return {
    sends: exchange.messages.filter(({ direction }) => direction !== 'inbound'),
    texts: exchange.messages.filter(({ direction }) => direction === 'inbound'),
    calls: exchange.calls.map((leg) => ({
      sid: leg.sid,
      parentSid: leg.parentSid,
      direction: leg.direction,
      from: leg.from,
      to: leg.to,
      status: leg.status,
      createdAt: leg.createdAt,
      heard: leg.timeline.filter(({ kind }) => kind === 'say').map(({ text }) => text),
    })),
    recordings: exchange.recordings.map(({ sound, ...recording }) => ({
      ...recording,
      hasSound: sound !== null,
    })),
    attempts: exchange.attempts,
    alerts: exchange.alerts,
    pending: exchange.board.pending.size,
  }
}
