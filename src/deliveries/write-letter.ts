import type { Config } from '../config.ts'
import { type LinkSubject, linkToken, linkUrl } from '../links/make-link.ts'
import { composeMail, composeSms, type MessageFacts } from '../messages/compose.ts'
import type { Mail } from '../messages/mail-page.ts'
import { isPhoneNumber } from '../phone-number.ts'
import type { Letter } from './queries.ts'

type Writing = {
  readonly config: Pick<Config, 'publicUrl' | 'sessionSecret'>
  readonly now: Date
  /** By which she answers; null where the line can receive no answer, or no number is free. */
  readonly number: number | null
}

/** What a letter says, by its channel. */
export type Written = { readonly sms: () => string; readonly mail: () => Mail }

export function writeLetter(letter: Letter, writing: Writing): Written {
  const { brings, executive } = letter
  switch (brings.kind) {
    case 'message': {
      if (!executive) throw new Error(`delivery ${letter.delivery.id} brings a message to nobody`)
      const facts = messageFacts(letter, executive, brings.message, writing)
      return { sms: () => composeSms(facts).text, mail: () => composeMail(facts) }
    }
    case 'notice':
      return { sms: () => brings.notice.body, mail: () => noMail(letter) }
    case 'echo':
    case 'digest':
      return { sms: () => '', mail: () => noMail(letter) }
    default:
      return brings satisfies never
  }
}

const noMail = ({ delivery }: Letter): never => {
  throw new Error(`delivery ${delivery.id} of kind ${delivery.kind} has no e-mail`)
}

/** What its link opens; null where it carries none. */
export function linkOf({ delivery: { clientId }, executive, brings }: Letter): LinkSubject | null {
  if (!executive) return null
  const owner = { clientId, executiveId: executive.id }
  if (brings.kind === 'message') return { ...owner, purpose: 'message', subjectId: brings.message.id }
  if (brings.kind === 'digest') return { ...owner, purpose: 'digest', subjectId: brings.digest.id }
  return null
}

function messageFacts(
  { client }: Letter,
  executive: NonNullable<Letter['executive']>,
  message: Extract<Letter['brings'], { kind: 'message' }>['message'],
  { config, now }: Writing,
): MessageFacts {
  const { clientId, id, kind, urgency, callerName, body, voicemailSeconds, receivedAt } = message
  const subject = { clientId, purpose: 'message', subjectId: id, executiveId: executive.id } as const
  return {
    language: executive.language,
    clientName: client.name,
    health: client.health,
    carries: executive.choices.carries,
    callerNumber: message.callerNumber && isPhoneNumber(message.callerNumber) ? message.callerNumber : null,
    ...{ kind, urgency, callerName, body, voicemailSeconds, receivedAt, now },
    link: linkUrl(config, clientId, linkToken(config, subject)),
    timeZone: executive.choices.timeZone ?? client.hours.timeZone,
  }
}
