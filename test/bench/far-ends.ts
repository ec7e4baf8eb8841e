import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** What reached the far ends, in milliseconds since 1970: the work of a bench is done when it is handed over. */
export type Handed = { texts: { at: number; body: string }[]; mails: { at: number; isDigest: boolean }[] }

/** An exchange and a mail server that take everything at once: what is measured is us. In a process of its own. */
const handed: Handed = { texts: [], mails: [] }

const exchange = createServer(async (request, response) => {
  const taken = await takeText(request)
  response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(taken))
})
const mails = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, _session, done) {
    text(stream).then((source) => {
      handed.mails.push({ at: Date.now(), isDigest: source.includes('R=C3=A9capitulatif') })
      done()
    }, done)
  },
})

async function takeText(request: IncomingMessage): Promise<object> {
  const form = new URLSearchParams(await text(request))
  handed.texts.push({ at: Date.now(), body: form.get('Body') ?? '' })
  const now = new Date().toUTCString()
  return {
    sid: `SM${randomBytes(16).toString('hex')}`,
    ...{ status: 'queued', num_segments: '2', num_media: '0', direction: 'outbound-api', error_code: null },
    ...{ to: form.get('To'), from: form.get('From'), body: form.get('Body') },
    ...{ date_created: now, date_updated: now, date_sent: null, subresource_uris: {} },
  }
}

process.on('message', () => process.send?.(handed))
process.on('disconnect', () => process.exit())
exchange.listen(0, '127.0.0.1', () => {
  mails.listen(0, '127.0.0.1', () => {
    const port = (server: { address(): unknown }) => (server.address() as AddressInfo).port
    process.send?.({ exchangePort: port(exchange), mailPort: port(mails.server) })
  })
})
