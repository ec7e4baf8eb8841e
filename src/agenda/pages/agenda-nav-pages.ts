import type { KeyHelp, Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'

const places = ['calendar', 'book', 'elsewhere', 'waiting', 'absences', 'events'] as const
export type AgendaPlace = (typeof places)[number]

/** The way between the pages of one client's agenda. */
export const agendaNav = ({ language }: Viewer, clientId: number, at: AgendaPlace | null): Html =>
  html`<nav class="agenda-nav" aria-label="${t(language, 'agendaNav.title')}"><ul class="line">${places.map(
    (place) =>
      html`<li><a href="${agendaPath(clientId, place)}" data-key="${keyOf(language, place)}"${place === at && html` aria-current="page"`}>${t(language, `agendaNav.${place}`)}</a></li>`,
  )}</ul></nav>`

export function agendaPath(clientId: number, place: AgendaPlace): string {
  if (place === 'calendar') return `/console/agenda?client=${clientId}`
  return `/console/clients/${clientId}/${place === 'elsewhere' ? 'book/elsewhere' : place}`
}

const keyOf = (language: Language, place: AgendaPlace): string => `v ${t(language, `agendaNav.key.${place}`)}`

export const agendaNavKeys = ({ language }: Viewer): KeyHelp[] =>
  places.map((place) => [keyOf(language, place), t(language, `agendaNav.${place}`)])
