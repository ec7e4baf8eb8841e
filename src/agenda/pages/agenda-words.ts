import { type Language, t } from '../../i18n/text.ts'
import { cutText } from '../../plain-text.ts'
import type { Appointment } from '../appointment.ts'

/** "mandat consultation v3", "ordre donné par téléphone": the right that an act cites. */
export function authorityText(authority: string, language: Language): string {
  const mandate = /^mandate (\S+) v(\d+)$/.exec(authority)
  if (mandate) return t(language, 'agenda.underMandate', { key: mandate[1] ?? '', version: mandate[2] ?? '' })
  return t(language, authority.startsWith('order ') ? 'agenda.underOrder' : 'agenda.underAnswer')
}

/** Where it takes place. */
export function venueText(
  { venue, venueDetail }: Pick<Appointment, 'venue' | 'venueDetail'>,
  language: Language,
): string {
  const where = t(language, `agenda.venue.${venue}`)
  return venueDetail ? t(language, 'agenda.venueWith', { where, detail: cutText(venueDetail, 120) }) : where
}

/** A shape beside each state's words. */
export const stateMarks = {
  reserved: '◌',
  proposed: '◔',
  confirmed: '✓',
  declined: '✕',
  cancelled: '✕',
  held: '■',
  missed: '○',
} as const satisfies Record<Appointment['state'], string>

export const stateTags = {
  reserved: 'info',
  proposed: 'warn',
  confirmed: 'good',
  declined: 'urgent',
  cancelled: 'urgent',
  held: '',
  missed: 'warn',
} as const satisfies Record<Appointment['state'], string>

export const appointmentAddress = ({ clientId, id }: Pick<Appointment, 'clientId' | 'id'>): string =>
  `/console/clients/${clientId}/appointments/${id}`
