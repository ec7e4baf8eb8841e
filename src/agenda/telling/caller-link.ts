import type { Config } from '../../config.ts'
import { type LinkSubject, linkToken } from '../../links/make-link.ts'
import type { Appointment } from '../appointment.ts'
import type { Notice } from './join-notice.ts'

type ToCaller = { readonly notice: Notice; readonly appointment: Appointment }

const carriesLink: ReadonlySet<Notice['kind']> = new Set(['noted', 'confirmed', 'moved', 'reminder'])
const dayMs = 86_400_000

/** What the link to a caller opens; null where there is nothing for him to do. */
export function callerLinkOf({ notice, appointment }: ToCaller): LinkSubject | null {
  if (!carriesLink.has(notice.kind)) return null
  const { clientId, id: subjectId } = appointment
  return { clientId, purpose: 'callerAppointment', subjectId, executiveId: null }
}

/** A day longer than the appointment. */
export const callerLinkEnd = ({ endsAt }: Appointment): Date => new Date(endsAt.getTime() + dayMs)

/** Short, because it goes into texts. */
export const callerLinkUrl = (
  config: Pick<Config, 'publicUrl' | 'sessionSecret'>,
  subject: LinkSubject,
): string => `${config.publicUrl}/r/${subject.clientId}/${linkToken(config, subject)}`
