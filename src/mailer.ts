import { PassThrough } from 'node:stream'
import { createTransport } from 'nodemailer'
import { type EmailAddress, isEmailAddress } from './email-address.ts'
import type { Dkim, MailConfig } from './mail-settings.ts'
import type { CalendarPart } from './messages/mail-page.ts'
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
  readonly replyTo?: EmailAddress
  /** Message-ID of the mail that this one follows in the reader's list; nothing need have been sent under it. */
  readonly thread?: string
  /** Where a POST without a page ends such mails (RFC 8058). */
  readonly listUnsubscribe?: string
  readonly calendar?: CalendarPart
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

export function createMailer({ mail }: { mail: Omit<MailConfig, 'replyDomain'> }) {
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
    ...(mail.dkim ? { dkim: signing(mail.dkim) } : {}),
  })
  // The content is read only once the server said 354 to DATA, so it tells whether anything went out. Signing
  // reads all of it before: `done` puts the signer in, and what is put in after it stands behind it.
  transport.use('stream', (sending, done) => {
    const content = contents.get(String(sending.data.messageId))
    done()
    if (content) sending.message.processFunc((input) => input.pipe(content))
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

const signedHeaders =
  'From:Reply-To:To:Subject:Date:Message-ID:In-Reply-To:References:MIME-Version:Content-Type:' +
  'Content-Transfer-Encoding:Auto-Submitted:List-Unsubscribe:List-Unsubscribe-Post'

/** RFC 8058 wants both List-Unsubscribe headers signed; the library's own list has only the one. */
const signing = ({ domain, selector, privateKey }: Dkim) => ({
  ...{ domainName: domain, keySelector: selector, privateKey },
  headerFieldNames: signedHeaders,
})

/** Addresses go over as objects: in a string, a comma or a group would name further recipients. */
function toMail(outgoing: OutgoingMail, from: string) {
  const { fromName, to, subject, text, html, messageId, replyTo, thread, listUnsubscribe, calendar } =
    outgoing
  if (!isEmailAddress(to.address)) throw new Error('a mail to what is not one plain address')
  return {
    ...(replyTo && { replyTo: { name: singleLine(fromName, 70), address: replyTo } }),
    ...(thread && { inReplyTo: thread, references: [thread] }),
    // Two brackets: an array of strings would become a header each.
    ...(listUnsubscribe && { list: { unsubscribe: [[listUnsubscribe]] } }),
    // Beside text and HTML, where Thunderbird looks for it, and as an attachment, for Outlook.
    ...(calendar && { icalEvent: { ...calendar, filename: 'invitation.ics' } }),
    from: { name: singleLine(fromName, 70), address: from },
    to: { name: singleLine(to.name, 70), address: to.address },
    subject: singleLine(subject, 200),
    text,
    html,
    messageId,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(listUnsubscribe && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
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
