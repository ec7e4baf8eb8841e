import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export type CaughtMail = { readonly recipients: string[]; readonly raw: string; readonly mail: Email }
/** The drops cut the connection: where the recipient is named, or instead of an answer to the mail. */
export type MailTrouble =
  | 'none'
  | { refuseRecipient: number }
  | { refuseContent: number }
  | 'dropAtRecipient'
  | 'dropAfterData'

export type MailCatcher = Awaited<ReturnType<typeof startMailCatcher>>

/** A real SMTP server that keeps what it gets, and can be told to misbehave. */
export async function startMailCatcher() {
  const caught: CaughtMail[] = []
  const state: { trouble: MailTrouble } = { trouble: 'none' }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, done) {
      const { trouble } = state
      if (trouble === 'dropAtRecipient') return cut(server)
      if (typeof trouble !== 'object' || !('refuseRecipient' in trouble)) return done()
      done(Object.assign(new Error('refused on purpose'), { responseCode: trouble.refuseRecipient }))
    },
    onData(stream, session, done) {
      void (async () => {
        const chunks: Buffer[] = []
        for await (const chunk of stream) chunks.push(chunk)
        const { trouble } = state
        if (typeof trouble === 'object' && 'refuseContent' in trouble)
          return done(Object.assign(new Error('refused on purpose'), { responseCode: trouble.refuseContent }))
        const raw = Buffer.concat(chunks).toString()
        const recipients = session.envelope.rcptTo.map((to) => to.address)
        caught.push({ recipients, raw, mail: await PostalMime.parse(raw) })
        if (trouble === 'dropAfterData') return cut(server)
        done()
      })()
    },
  })
  server.on('error', () => {})
  const address = await new Promise<AddressInfo | string | null>((resolve) => {
    const listener = server.listen(0, '127.0.0.1', () => resolve(listener.address()))
  })
  if (address === null || typeof address === 'string') throw new Error('no port for the mail catcher')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    caught,
    misbehave(trouble: MailTrouble) {
      state.trouble = trouble
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

function cut(server: SMTPServer): void {
  for (const connection of server.connections) connection._socket.destroy()
}
