import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Directory } from './directory.ts'
import type { Exchange } from './exchange.ts'
import type { Mailbox } from './mailbox.ts'
import { pageLanguage } from './page-language.ts'
import { mailText, simulatorPage } from './pages.ts'
import { viewOf } from './view.ts'

type PageOptions = {
  exchange: Exchange
  mailbox: Mailbox | null
  directory: Directory
  takesReplies: boolean
}

const SHARED_POLICY =
  "img-src 'self' data:; media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
const PAGE_POLICY = `default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; ${SHARED_POLICY}`

/** A mail runs no script, loads nothing, and may only open links in another window. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"

/** Changes within this time reach the page together. */
const GATHER_MS = 120

export async function pageRoutes(app: FastifyInstance, options: PageOptions): Promise<void> {
  const pico = dirname(createRequire(import.meta.url).resolve('@picocss/pico/css/pico.min.css'))
  await app.register(fastifyStatic, { root: join(import.meta.dirname, 'assets'), prefix: '/assets/' })
  await app.register(fastifyStatic, { root: pico, prefix: '/pico/', decorateReply: false })

  app.get<{ Querystring: { lang?: string } }>('/', (request, reply) => {
    const language = pageLanguage(request.query.lang, request.headers['accept-language'])
    return reply
      .header('content-security-policy', PAGE_POLICY)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-language')
      .type('text/html; charset=utf-8')
      .send(simulatorPage(language, options.directory))
  })
  app.get('/softphone-device.js', (_, reply) => reply.sendFile('exchange-device.js'))
  mailRoutes(app, options)
  liveRoutes(app, options)
}

function mailRoutes(app: FastifyInstance, { mailbox }: PageOptions): void {
  app.get<{ Params: { id: string; form: string } }>('/mail/:id/:form', ({ params }, reply) => {
    const mail = mailbox?.mails.find(({ id }) => String(id) === params.id)
    if (!mail) return reply.status(404).type('text/plain').send('')
    const page = params.form === 'html' && mail.html !== null ? framed(mail.html) : mailText(mail)
    return reply
      .header('content-security-policy', MAIL_POLICY)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .type('text/html; charset=utf-8')
      .send(page)
  })
}

/** Links leave the frame. */
function framed(markup: string): string {
  return `<base target="_blank">${markup}`
}

/** A stream that sends the whole view on connection and after every change. */
function liveRoutes(app: FastifyInstance, { exchange, mailbox, takesReplies }: PageOptions): void {
  const streams = new Set<FastifyReply>()
  let timer: NodeJS.Timeout | null = null
  const send = (reply: FastifyReply) =>
    reply.raw.write(`data: ${JSON.stringify(viewOf(exchange, mailbox?.mails ?? [], takesReplies))}\n\n`)
  const changed = () => {
    if (streams.size === 0) return
    timer ??= setTimeout(() => {
      timer = null
      for (const reply of streams) send(reply)
    }, GATHER_MS)
  }
  const stops = [exchange.onChange(changed), mailbox?.onMail(changed)]
  app.get('/events', (request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    reply.raw.write('retry: 1000\n\n')
    streams.add(reply)
    request.raw.on('close', () => streams.delete(reply))
    send(reply)
  })
  app.addHook('preClose', async () => {
    for (const stop of stops) stop?.()
    if (timer) clearTimeout(timer)
    for (const reply of streams) reply.raw.end()
  })
}
