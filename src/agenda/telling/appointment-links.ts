import type { Config } from '../../config.ts'
import { type LinkSubject, linkToken } from '../../links/make-link.ts'
import type { LinkPurpose } from '../../links/tables.ts'
import type { Appointment } from '../appointment.ts'
import type { Notice } from './join-notice.ts'

type ToCaller = { readonly notice: Notice; readonly appointment: Appointment }
type ToExecutive = {
  readonly executive: { readonly id: string; readonly linksRenewed: number }
  readonly appointment: Appointment
  /** Whether others are told of with it. */
  readonly together: boolean
}

const carriesLink: ReadonlySet<Notice['kind']> = new Set(['noted', 'confirmed', 'moved', 'reminder'])
const dayMs = 86_400_000

/** What the link to a caller opens; null where there is nothing for him to do. */
export function callerLinkOf({ notice, appointment }: ToCaller): LinkSubject | null {
  const { clientId, id: subjectId } = appointment
  if (notice.kind === 'offer') return { clientId, purpose: 'offer', subjectId, executiveId: null }
  if (!carriesLink.has(notice.kind)) return null
  return { clientId, purpose: 'callerAppointment', subjectId, executiveId: null }
}

/** What the link to an executive opens: the appointment, or her agenda where she is told of several at once. */
export function executiveLinkOf({ executive, appointment, together }: ToExecutive): LinkSubject {
  const { clientId, id: subjectId } = appointment
  const { id: executiveId, linksRenewed: renewal } = executive
  if (together) return { clientId, purpose: 'agenda', subjectId: executiveId, executiveId, renewal }
  return { clientId, purpose: 'appointment', subjectId, executiveId }
}

const toOne: ReadonlySet<LinkPurpose> = new Set(['appointment', 'callerAppointment', 'offer'])

/** A day longer than the appointment; null for a link that opens more than one. */
export const appointmentLinkEnd = (
  { endsAt }: Pick<Appointment, 'endsAt'>,
  { purpose }: Pick<LinkSubject, 'purpose'>,
): Date | null => (toOne.has(purpose) ? new Date(endsAt.getTime() + dayMs) : null)

/** Short, because it goes into texts. */
export const callerLinkUrl = (
  config: Pick<Config, 'publicUrl' | 'sessionSecret'>,
  subject: LinkSubject,
): string => `${config.publicUrl}/r/${subject.clientId}/${linkToken(config, subject)}`
