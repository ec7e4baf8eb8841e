import { consoleFrame, formTokenField, type Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { timeOfDay } from '../../i18n/time-in-words.ts'
import { localTime } from '../../rules/local-time.ts'
import { panel } from '../../secretaries/account/account-pages.ts'
import { agencyTimeZone } from '../../secretaries/agency-time-zone.ts'
import { isAtLeast } from '../../secretaries/session.ts'
import { mostWeeks, type ShiftForm } from './shift-form.ts'
import { addDays, type ShiftTimes, wallOf } from './shift-times.ts'

export type Said = { readonly kind: 'good' | 'urgent'; readonly text: string } | null
type Person = { readonly id: string; readonly name: string }
type PlannedShift = ShiftTimes & { readonly id: string; readonly secretaryId: string }

export type ShiftsView = {
  /** Its Monday. */
  readonly week: string
  readonly people: readonly Person[]
  readonly shifts: readonly PlannedShift[]
  readonly values: ShiftForm
  readonly said: Said
  /** What is handed over, above the plan. */
  readonly relay: Html
}

/** What was handed over to her, and who is there when this week. */
export function shiftsPage(viewer: Viewer, view: ShiftsView): Html {
  const { language, secretary } = viewer
  const title = t(language, 'shifts.title')
  const main = html`<h1>${title}</h1>
${notice(view.said)}
${view.relay}
${panel('week', t(language, 'shifts.week', { date: shortDate(view.week, viewer) }), html`${weekNavigation(viewer, view.week)}${weekTable(viewer, view)}`)}
${isAtLeast(secretary.role, 'supervisor') && panel('add', t(language, 'shifts.add'), addForm(viewer, view))}`
  return consoleFrame(viewer, { title, main, at: 'shifts', styles: ['account.css', 'shifts.css'] })
}

export const notice = (said: Said) =>
  said &&
  html`<p class="notice ${said.kind}" role="${said.kind === 'good' ? 'status' : 'alert'}">${said.text}</p>`

const weekPath = (week: string) => `/console/shifts?week=${week}`

const weekNavigation = ({ language }: Viewer, week: string): Html =>
  html`<p class="week-steps"><a href="${weekPath(addDays(week, -7))}">${t(language, 'shifts.before')}</a> <a href="/console/shifts">${t(language, 'shifts.thisWeek')}</a> <a href="${weekPath(addDays(week, 7))}">${t(language, 'shifts.after')}</a></p>`

function weekTable(viewer: Viewer, { week, people, shifts }: ShiftsView): Html {
  const { language, now } = viewer
  const days = Array.from({ length: 7 }, (_, day) => addDays(week, day))
  const today = localTime(now, agencyTimeZone).today.date
  const byPerson = Map.groupBy(shifts, ({ secretaryId }) => secretaryId)
  return html`<div class="scrolls" tabindex="0" role="region" aria-label="${t(language, 'shifts.title')}"><table class="shifts">
<thead><tr><th scope="col">${t(language, 'shifts.who')}</th>${days.map(
    (day) =>
      html`<th scope="col"${day === today && html` aria-current="date"`}>${shortDate(day, viewer)}</th>`,
  )}</tr></thead>
<tbody>${people.map(
    ({ id, name }) =>
      html`<tr><th scope="row"><bdi>${name}</bdi></th>${days.map(
        (day) =>
          html`<td>${(byPerson.get(id) ?? []).filter((one) => wallOf(one, agencyTimeZone).date === day).map((one) => shiftHtml(viewer, one, name))}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`
}

function shiftHtml(viewer: Viewer, shift: PlannedShift, name: string): Html {
  const { secretary, now } = viewer
  const { from, until } = wallOf(shift, agencyTimeZone)
  const isNow = shift.startsAt <= now && now < shift.endsAt
  const times = html`<span class="times">${from}–${until}</span>`
  const tag = isNow ? 'tag good' : 'tag'
  return isAtLeast(secretary.role, 'supervisor')
    ? html`<a class="${tag}" href="/console/shifts/${shift.id}">${times}<span class="unseen">, ${name}, ${longDay(wallOf(shift, agencyTimeZone).date, viewer)}</span></a> `
    : html`<span class="${tag}">${times}</span> `
}

/** "lundi 23 novembre, 9 h 00 à 12 h 00" */
export function sayShift(viewer: Viewer, shift: ShiftTimes): string {
  const { language } = viewer
  const [from, until] = [shift.startsAt, shift.endsAt].map((at) => timeOfDay(at, agencyTimeZone, language))
  const day = longDay(wallOf(shift, agencyTimeZone).date, viewer)
  return t(language, 'shifts.says', { day, from: from ?? '', until: until ?? '' })
}

const dateFormat = (date: string, { language }: Viewer, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { timeZone: 'UTC', ...options }).format(
    new Date(`${date}T12:00:00Z`),
  )

const shortDate = (date: string, viewer: Viewer) =>
  dateFormat(date, viewer, { weekday: 'short', day: 'numeric', month: 'short' })

const longDay = (date: string, viewer: Viewer) =>
  dateFormat(date, viewer, { weekday: 'long', day: 'numeric', month: 'long' })

function addForm(viewer: Viewer, { people, values }: ShiftsView): Html {
  const { language } = viewer
  return html`<form method="post" action="/console/shifts" class="shift-form">${formTokenField(viewer)}
<div><label for="secretaryId">${t(language, 'shifts.who')}</label>
<select id="secretaryId" name="secretaryId">${people.map(
    ({ id, name }) =>
      html`<option value="${id}"${id === values.secretaryId && html` selected`}>${name}</option>`,
  )}</select></div>
${timeFields(viewer, values)}
<div><label for="weeks">${t(language, 'shifts.weeks')}</label>
<input id="weeks" name="weeks" type="number" min="1" max="${mostWeeks}" value="${values.weeks === '' ? '1' : values.weeks}"></div>
<div><button class="small">${t(language, 'shifts.addSubmit')}</button></div></form>`
}

const timeFields = ({ language }: Viewer, values: ShiftForm): Html =>
  html`${(['date', 'from', 'until'] as const).map(
    (name) => html`<div><label for="${name}">${t(language, `shifts.${name}`)}</label>
<input id="${name}" name="${name}" type="${name === 'date' ? 'date' : 'time'}" required value="${values[name]}"></div>`,
  )}`

type OneShift = {
  readonly shift: PlannedShift
  readonly name: string
  readonly values: ShiftForm
  readonly said: Said
}

/** One shift, to be moved or taken away; on request with those of later weeks that are alike. */
export function shiftPage(viewer: Viewer, { shift, name, values, said }: OneShift): Html {
  const { language } = viewer
  const title = sayShift(viewer, shift)
  const action = `/console/shifts/${shift.id}`
  const later = (id: string) =>
    html`<label for="${id}"><input type="checkbox" id="${id}" name="andLater" value="yes"${values.andLater && html` checked`}>${t(language, 'shifts.andLater')}</label>`
  const main = html`<p><a href="${weekPath(wallOf(shift, agencyTimeZone).date)}">${t(language, 'shifts.back')}</a></p>
<h1><bdi>${name}</bdi>, ${title}</h1>
${notice(said)}
<div class="columns">${panel(
    'move',
    t(language, 'shifts.move'),
    html`<form method="post" action="${action}">${formTokenField(viewer)}
<div class="shift-form">${timeFields(viewer, values)}</div><p class="meta">${t(language, 'shifts.nextDay')}</p>${later('later-move')}
<button class="small">${t(language, 'shifts.moveSubmit')}</button></form>`,
  )}${panel(
    'delete',
    t(language, 'shifts.delete'),
    html`<form method="post" action="${action}/delete">${formTokenField(viewer)}${later('later-delete')}
<button class="small secondary">${t(language, 'shifts.deleteSubmit')}</button></form>`,
  )}</div>`
  const frame = { title, main, at: 'shifts', styles: ['account.css', 'shifts.css'] } as const
  return consoleFrame(viewer, frame)
}
