import type { Config } from '../config.ts'
import { linkToken, linkUrl } from '../links/make-link.ts'
import { type ReplySubject, replyAddress } from '../mail-intake/reply-address.ts'
import type { Mailer, OutgoingMail } from '../mailer.ts'
import { localTime } from '../rules/local-time.ts'
import type { Letter } from './queries.ts'
import { wentElsewhere } from './write-letter.ts'

type Addressing = {
  readonly config: Pick<Config, 'mail' | 'publicUrl' | 'sessionSecret'>
  readonly mailer: Pick<Mailer, 'messageIdOf'>
}

/** Where a mail may be replied to, where it stands in her list, and how she ends mails of its kind. */
export function addressLetter(
  letter: Letter,
  { config, mailer }: Addressing,
): Pick<OutgoingMail, 'replyTo' | 'thread' | 'listUnsubscribe'> {
  const subject = replySubjectOf(letter)
  const replyTo = subject && replyAddress(config, subject)
  const thread = threadOf(letter, mailer)
  const listUnsubscribe = unsubscribeUrl(letter, config)
  return {
    ...(replyTo && { replyTo }),
    ...(thread && { thread }),
    ...(listUnsubscribe && { listUnsubscribe }),
  }
}

/** What a reply to it answers; null where it goes to a caller. */
export function replySubjectOf(letter: Letter): ReplySubject | null {
  const { delivery, executive, brings } = letter
  if (!executive || wentElsewhere(letter)) return null
  return {
    clientId: delivery.clientId,
    executiveId: executive.id,
    messageId: brings.kind === 'message' ? brings.message.id : null,
    digestId: brings.kind === 'digest' ? brings.digest.id : null,
    appointmentId: brings.kind === 'appointment' ? brings.appointment.id : null,
  }
}

/** All mails about one message or appointment stand together, the digests of one of her days, and an echo with her own mail. */
function threadOf(
  { client, executive, brings }: Letter,
  { messageIdOf }: Addressing['mailer'],
): string | null {
  switch (brings.kind) {
    case 'message':
      return messageIdOf(brings.message.id)
    case 'digest': {
      const timeZone = executive?.choices.timeZone ?? client.hours.timeZone
      const { executiveId, dueAt } = brings.digest
      return messageIdOf(`${executiveId}.${localTime(dueAt, timeZone).today.date}`)
    }
    case 'echo':
      return brings.answer.mailId
    case 'appointment':
      return messageIdOf(brings.appointment.id)
    case 'callback':
      return messageIdOf(brings.callback.id)
    case 'notice':
      return null
    default:
      return brings satisfies never
  }
}

/** The settings link opens her choices; its own page takes the one press of RFC 8058. */
function unsubscribeUrl({ executive, brings }: Letter, config: Addressing['config']): string | null {
  if (brings.kind !== 'digest' || !executive) return null
  const { clientId, id, linksRenewed: renewal } = executive
  const own = { clientId, subjectId: id, executiveId: id, renewal }
  const token = linkToken(config, { ...own, purpose: 'settings' })
  return `${linkUrl(config, clientId, token)}/unsubscribe`
}
