import { PassThrough } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { Config } from './config.ts'
import { type EmailAddress, isEmailAddress } from './email-address.ts'
import { singleLine } from './plain-text.ts'
import type { SendResult } from './twilio/gateway.ts'

export type Mailer = ReturnType<typeof createMailer>

export type OutgoingMail = {
  readonly fromName: string
  readonly to: { readonly name: string; readonly address: EmailAddress }
  readonly subject: string
  readonly text: string
  readonly html: string
  /** `<…@…>`: the same over all attempts, so that a second copy is seen to be one. */
  readonly messageId: string
}

/** Together well under the minute after which a claim counts as abandoned. */
const timeouts = {
  dnsTimeout: 5_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
}
/** Answers of the server that concern the message itself, not our account or the connection. */
const aboutMessage = new Set(['EENVELOPE', 'EMESSAGE'])

export function createMailer({ mail }: { mail: Config['mail'] }) {
  if (!mail.smtpUrl)
    throw new Error('SMTP_URL is empty: expected smtp://host:25 or smtps://user:password@host')
  const contents = new Map<string, PassThrough>()
  const transport = createTransport({
    pool: true,
    url: mail.smtpUrl,
    ...timeouts,
    // We try again ourselves, with the row as the truth.
    maxRequeues: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // The content is read only once the server said 354 to DATA, so it tells whether anything went out.
  transport.use('stream', (sending, done) => {
    const content = contents.get(String(sending.data.messageId))
    if (content) sending.message.processFunc((input) => input.pipe(content))
    done()
  })
  const domain = mail.from.split('@')[1] ?? 'localhost'
  return {
    messageIdOf: (deliveryId: string) => `<${deliveryId}@${domain}>`,
    /** `refused`: the server does not have the mail. `uncertain`: the connection broke while it was given over. */
    async send(outgoing: OutgoingMail): Promise<SendResult> {
      const message = toMail(outgoing, mail.from)
      const content = new PassThrough()
      contents.set(outgoing.messageId, content)
      try {
        await transport.sendMail(message)
        return { kind: 'sent', id: outgoing.messageId, segments: null }
      } catch (error) {
        return readFailure(error, content.readableDidRead)
      } finally {
        contents.delete(outgoing.messageId)
      }
    },
    /** Idle connections are closed at once, the others when their mail is sent. */
    close: () => transport.close(),
  }
}

/** Addresses go over as objects: in a string, a comma or a group would name further recipients. */
function toMail({ fromName, to, subject, text, html, messageId }: OutgoingMail, from: string) {
  if (!isEmailAddress(to.address)) throw new Error('a mail to what is not one plain address')
  return {
    from: { name: singleLine(fromName, 70), address: from },
    to: { name: singleLine(to.name, 70), address: to.address },
    subject: singleLine(subject, 200),
    text,
    html,
    messageId,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

/** The server's own answer is definite, whenever it came: 5xx for good, 4xx for now. */
function readFailure(error: unknown, contentWasRead: boolean): SendResult {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  const answer = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
  if (answer >= 500 && aboutMessage.has(code))
    return { kind: 'refused', permanent: true, code: String(answer), failure: 'mailRefused' }
  if (contentWasRead && !answer) return { kind: 'uncertain', code }
  return {
    kind: 'refused',
    permanent: false,
    code: answer ? String(answer) : code,
    failure: 'mailServerAway',
  }
}
