import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export type Mail = {
  id: number
  at: Date
  from: string
  to: string[]
  /** Where a reply goes; null where none is asked for. */
  replyTo: string | null
  messageId: string
  subject: string
  text: string
  html: string | null
  /** As it came over the wire. */
  source: string
}

export type Mailbox = {
  /** Where to send mail so that it lands here. */
  smtpUrl: string
  /** Newest last. */
  mails: Mail[]
  onMail(tell: (mail: Mail) => void): () => void
  close(): Promise<void>
}

/** More than this and the oldest go. */
const KEPT = 200
const LARGEST = 10_000_000

/** A mail server on loopback that keeps what it is given and sends nothing on. */
export async function startMailbox(): Promise<Mailbox> {
  const mails: Mail[] = []
  const listeners = new Set<(mail: Mail) => void>()
  let count = 0
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: LARGEST,
    closeTimeout: 500,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        count += 1
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        read(Buffer.concat(chunks), recipients, count).then((mail) => {
          mails.push(mail)
          mails.splice(0, mails.length - KEPT)
          for (const tell of listeners) tell(mail)
          done()
        }, done)
      })
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  // A client that breaks off in the middle is no trouble of ours.
  server.on('error', () => undefined)
  return {
    smtpUrl: `smtp://127.0.0.1:${portOf(server.server.address())}`,
    mails,
    onMail: (tell) => {
      listeners.add(tell)
      return () => {
        listeners.delete(tell)
      }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The mailbox has no port')
  return address.port
}

async function read(source: Buffer, recipients: string[], id: number): Promise<Mail> {
  const { from, replyTo, messageId, subject, text, html } = await PostalMime.parse(source)
  const sender = from?.name ? `${from.name} <${from.address ?? ''}>` : (from?.address ?? '')
  return {
    id,
    at: new Date(),
    from: sender,
    to: recipients,
    replyTo: replyTo?.[0]?.address ?? null,
    messageId: messageId ?? '',
    subject: subject ?? '',
    text: text ?? '',
    html: html ?? null,
    source: source.toString(),
  }
}
