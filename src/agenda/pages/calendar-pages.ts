import { consoleFrame, type KeyHelp, type Viewer } from '../../console/console-frame.ts'
import { keycap, nameHtml } from '../../console/desk/desk-parts.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { agendaNav, agendaNavKeys } from './agenda-nav-pages.ts'
import { dayText, monthText } from './agenda-times.ts'
import type { Calendar } from './calendar.ts'
import { shifted, type View, views } from './calendar-query.ts'
import { monthPart } from './month-pages.ts'
import { mostBeside, teamWeekPart } from './team-week-pages.ts'
import { weekPart } from './week-pages.ts'

/** Calendars of several people side by side: a day, a week or a month. */
export function calendarPage(viewer: Viewer, calendar: Calendar): Html {
  const { language } = viewer
  const { columns, clientId } = calendar
  const title = periodText(viewer, calendar)
  const main = html`<div class="agenda-page" data-clients="${[...new Set(columns.map(({ executive }) => executive.clientId))].join(' ')}">
${clientId && agendaNav(viewer, clientId, 'calendar')}
<div class="line bar"><h1>${title}</h1>
${toolbar(viewer, calendar)}
${clientId && html`<a role="button" class="small push" data-key="n" href="/console/clients/${columns[0]?.executive.clientId ?? clientId}/book">${t(language, 'agenda.new')} ${keycap('n')}</a>`}
<button type="button" class="small secondary" data-prints hidden>${t(language, 'agenda.print')}</button></div>
${chooser(viewer, calendar)}
<div id="calendar">${columns.length === 0 ? html`<p class="notice">${t(language, 'agenda.nobody')}</p>` : periodPart(viewer, calendar)}</div>
</div>`
  return consoleFrame(viewer, {
    ...{ title: `${t(language, 'agenda.title')}, ${title}`, main, at: 'agenda' },
    ...{
      scripts: ['agenda.js', 'print.js'],
      styles: ['call.css', 'agenda.css', 'agenda-team.css'],
      keys: calendarKeys(viewer),
    },
  })
}

function periodPart(viewer: Viewer, calendar: Calendar): Html {
  const { view, columns } = calendar
  if (view === 'month') return monthPart(viewer, calendar)
  return view === 'week' && columns.length > mostBeside
    ? teamWeekPart(viewer, calendar)
    : weekPart(viewer, calendar)
}

function periodText({ language }: Viewer, { view, date, dates }: Calendar): string {
  if (view === 'day') return dayText(date, language)
  if (view === 'month') return monthText(date, language)
  const [from = date, until = date] = [dates[0], dates.at(-1)]
  return t(language, 'agenda.weekOf', { from: dayText(from, language), to: dayText(until, language) })
}

/** The same calendars in another view or at another date. */
export function calendarAddress(
  { columns, view, date, clientId, gone }: Calendar,
  change: { view?: View; date?: string; gone?: boolean },
): string {
  const query = new URLSearchParams({ view: change.view ?? view, date: change.date ?? date })
  if (clientId) query.set('client', String(clientId))
  if (change.gone ?? gone) query.set('gone', '1')
  for (const { executive } of columns) query.append('who', executive.id)
  return `/console/agenda?${query}`
}

function toolbar({ language }: Viewer, calendar: Calendar): Html {
  const { view, date, today } = calendar
  const to = (by: 1 | -1) => calendarAddress(calendar, { date: shifted(view, date, by) })
  return html`<nav class="line controls" aria-label="${t(language, 'agenda.title')}">
<a href="${to(-1)}" data-period="previous" aria-label="${t(language, 'agenda.previous')}">←</a>
<a href="${calendarAddress(calendar, { date: today })}" data-key="t">${t(language, 'agenda.today')} ${keycap('t')}</a>
<a href="${to(1)}" data-period="next" aria-label="${t(language, 'agenda.next')}">→</a>
${views.map((one) => {
  const letter = t(language, `agenda.viewKey.${one}`)
  return html`<a href="${calendarAddress(calendar, { view: one })}" data-view="${one}" data-key="${letter}"${one === view && html` aria-current="page"`}>${t(language, `agenda.view.${one}`)} ${keycap(letter)}</a>`
})}
<a href="${calendarAddress(calendar, { gone: !calendar.gone })}" data-key="${t(language, 'agenda.goneKey')}">${t(language, calendar.gone ? 'agenda.gone.hide' : 'agenda.gone.show')} ${keycap(t(language, 'agenda.goneKey'))}</a></nav>`
}

function chooser(
  { language }: Viewer,
  { view, date, gone, clients, clientId, people, columns }: Calendar,
): Html {
  const shown = columns.map(({ executive }) => executive.id)
  const nameOf = (id: number) => clients.find((client) => client.clientId === id)?.name ?? ''
  return html`<details class="chooser"><summary>${t(language, 'agenda.whose', { count: columns.length })}${columns.map(({ executive }, place) => html`${place === 0 ? ' : ' : ', '}${nameHtml(executive.name, 60)}`)}</summary>
<form method="get" action="/console/agenda" class="line">
<input type="hidden" name="view" value="${view}"><input type="hidden" name="date" value="${date}">${gone && html`<input type="hidden" name="gone" value="1">`}
<label>${t(language, 'agenda.client')} <select name="client">${clients.map(({ clientId: id, name }) => html`<option value="${id}"${id === clientId && html` selected`}>${name}</option>`)}</select></label>
<fieldset class="pick"><legend class="unseen">${t(language, 'agenda.with')}</legend>
${people.map(({ id, name, clientId: of }) => html`<label class="chip"><input type="checkbox" name="who" value="${id}"${shown.includes(id) && html` checked`}> ${nameHtml(name, 60)}${of !== clientId && html` <small>${nameHtml(nameOf(of), 40)}</small>`}</label>`)}
</fieldset><button class="small">${t(language, 'agenda.show')}</button></form></details>`
}

function calendarKeys(viewer: Viewer): KeyHelp[] {
  const { language } = viewer
  const letters = views.map((view) => t(language, `agenda.viewKey.${view}`)).join(' ')
  return [
    ['← →', t(language, 'agenda.key.left')],
    [letters, t(language, 'agenda.key.view')],
    ['t', t(language, 'agenda.key.today')],
    ['n', t(language, 'agenda.key.new')],
    [t(language, 'agenda.goneKey'), t(language, 'agenda.gone.show')],
    ['↑ ↓', t(language, 'agenda.key.up')],
    ...agendaNavKeys(viewer),
  ]
}
