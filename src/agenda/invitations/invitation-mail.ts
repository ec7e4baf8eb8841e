import type { clients, executives } from '../../clients/tables.ts'
import type { Config } from '../../config.ts'
import { isEmailAddress } from '../../email-address.ts'
import { t } from '../../i18n/text.ts'
import { dateInWords } from '../../i18n/time-in-words.ts'
import { replyAddress } from '../../mail-intake/reply-address.ts'
import { callerText } from '../../messages/caller-text.ts'
import { type Mail, type MailContent, writeMail } from '../../messages/mail-page.ts'
import { singleLine } from '../../plain-text.ts'
import type { Appointment } from '../appointment.ts'
import type { appointmentNotices } from '../telling/tables.ts'
import { shownInCalendar } from './shown-in-calendar.ts'
import { type Invitation, writeInvitation } from './write-invitation.ts'

type Letter = {
  readonly notice: Pick<typeof appointmentNotices.$inferSelect, 'kind'>
  readonly appointment: Appointment
  readonly executive: typeof executives.$inferSelect
  readonly client: typeof clients.$inferSelect
  /** Where she answers, or thinks better of it. */
  readonly link: string
}
type Writing = { readonly config: Pick<Config, 'mail' | 'sessionSecret'>; readonly now: Date }

/** An appointment for her calendar program, and the same in words for her. */
export function invitationMail(letter: Letter, { config, now }: Writing): Mail {
  const invitation = invitationOf(letter, config, now)
  const { method, content } = { method: invitation.method, content: writeInvitation(invitation) }
  return { ...writeMail(wordsOf(letter, invitation)), calendar: { method, content } }
}

function invitationOf(
  { notice, appointment, executive, client, link }: Letter,
  config: Writing['config'],
  now: Date,
): Invitation {
  const { language, choices, name, email } = executive
  if (!email || !isEmailAddress(email)) throw new Error(`executive ${executive.id} has no e-mail address`)
  const { clientId, id: appointmentId } = appointment
  const about = { clientId, executiveId: executive.id, messageId: null, digestId: null, appointmentId }
  const ours = replyAddress(config, about)
  return {
    ...appointment,
    ...{ language, health: client.health, carries: choices.carries, link, now },
    method: notice.kind === 'invitationCancelled' ? 'CANCEL' : 'REQUEST',
    organizer: {
      name: client.health ? t(language, 'mail.sender') : client.name,
      address: ours ?? config.mail.from,
    },
    attendee: { name, address: email },
    answerable: ours !== null,
  }
}

function wordsOf({ appointment, client, executive, link }: Letter, invitation: Invitation): MailContent {
  const { language } = invitation
  const shown = shownInCalendar(invitation, invitation)
  const when = dateInWords(
    appointment.startsAt,
    executive.choices.timeZone ?? client.hours.timeZone,
    language,
  )
  const subject = t(language, `invitation.${phaseOf(invitation)}`, { what: shown.summary, when })
  return {
    ...{ language, subject, what: subject },
    client: client.health ? null : singleLine(client.name, 120),
    rows: shown.location ? [{ label: t(language, 'invitation.where'), value: shown.location }] : [],
    said: shown.facts.length > 0 ? callerText(shown.facts.join('\n')) : null,
    action: { label: t(language, 'mail.rdv.openHers'), href: link },
    hint: hintOf(invitation),
  }
}

const phaseOf = ({ method, state }: Invitation) =>
  method === 'CANCEL' ? 'cancelled' : state === 'proposed' ? 'proposed' : 'confirmed'

function hintOf(invitation: Invitation): string | null {
  const phase = phaseOf(invitation)
  if (phase === 'cancelled') return t(invitation.language, 'invitation.gone')
  if (!invitation.answerable) return null
  return t(invitation.language, phase === 'proposed' ? 'invitation.ask' : 'invitation.mayChange')
}
