import { createTransport } from 'nodemailer'
import type { Mail } from './mailbox.ts'

/** Answers a mail as a mail program does: over SMTP, to its Reply-To, in its thread, the mail quoted below. */
export async function replyToMail(mail: Mail, text: string, smtpUrl: string): Promise<void> {
  const [from = ''] = mail.to
  const transport = createTransport({ url: smtpUrl, ignoreTLS: true })
  const quoted = mail.text
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`)
  await transport.sendMail({
    from: { name: '', address: from },
    to: { name: '', address: mail.replyTo ?? '' },
    subject: /^re\s*:/i.test(mail.subject) ? mail.subject : `Re: ${mail.subject}`,
    text: [text, '', `Le ${mail.at.toLocaleString('fr-FR')}, ${mail.from} a écrit :`, '', ...quoted, ''].join(
      '\n',
    ),
    inReplyTo: mail.messageId,
    references: [mail.messageId],
  })
  transport.close()
}
