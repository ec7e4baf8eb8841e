import type { Viewer } from '../../console/console-frame.ts'
import { keycap, nameHtml } from '../../console/desk/desk-parts.ts'
import { type Html, html } from '../../html.ts'
import { type TextKey, t } from '../../i18n/text.ts'
import type { Weekday } from '../../rules/local-time.ts'
import { clockText, dayText, zoneText } from './agenda-times.ts'
import { type Look, parts, pickedValue, spans } from './booking-form.ts'
import type { Executive } from './find-bookable.ts'
import type { OfferedDay } from './find-offers.ts'

export type Offered = {
  readonly look: Look
  /** Who can be asked for. */
  readonly executives: readonly Executive[]
  readonly days: readonly OfferedDay[]
  readonly timeZone: string
  /** The time that she has picked. */
  readonly picked: string | null
}

const week: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
/** Keys, in order: executives after `e`, types after `o`. */
export const choiceKeys = 'abcdefhijklm'

/** When and with whom; what she changes is looked for at once, with scripts. */
export function slotChoices(viewer: Viewer, { look, executives }: Offered): Html {
  const { language } = viewer
  return html`${executives.length > 1 && executiveChoice(viewer, look, executives)}
<fieldset class="pick"><legend>${t(language, 'agenda.when')}</legend>
${spans.map((span) => chip({ name: 'span', value: span, checked: look.span === span && !look.from, key: t(language, `agenda.spanKey.${span}`), label: t(language, `agenda.span.${span}`) }))}
<label class="chip date">${t(language, 'agenda.from')} <input type="date" name="from" value="${look.from ?? ''}" data-key="d"></label>
</fieldset>
<fieldset class="pick"><legend class="unseen">${t(language, 'agenda.part')}</legend>
${parts.map((part) => chip({ name: 'part', value: part, checked: look.part === part, key: t(language, `agenda.partKey.${part}`), label: t(language, `agenda.part.${part}`) }))}
</fieldset>
<fieldset class="pick"><legend>${t(language, 'agenda.weekdays')} <small>${t(language, 'agenda.weekdayKeys')}</small></legend>
${week.map((day) => chip({ name: 'weekdays', value: day, checked: look.weekdays.includes(day), key: `j ${t(language, weekdayKey(day))}`, label: t(language, weekdayName(day)), many: true }))}
</fieldset>`
}

const weekdayKey = (day: Weekday): TextKey & `agenda.weekdayKey.${string}` => `agenda.weekdayKey.${day}`
const weekdayName = (day: Weekday): TextKey & `agenda.weekday.${string}` => `agenda.weekday.${day}`

function executiveChoice({ language }: Viewer, look: Look, executives: readonly Executive[]): Html {
  const any = { name: 'executive', value: '', checked: look.executive === null, key: 'e e' }
  return html`<fieldset class="pick"><legend>${t(language, 'agenda.with')} <small>${t(language, 'agenda.executiveKeys')}</small></legend>
${chip({ ...any, label: t(language, 'agenda.anyone') })}
${executives.map(({ id, name }, place) => {
  const letter = [...choiceKeys.replace('e', '')][place]
  return chip({
    name: 'executive',
    value: id,
    checked: look.executive === id,
    key: letter ? `e ${letter}` : null,
    label: name,
  })
})}
</fieldset>`
}

type Chip = {
  readonly name: string
  readonly value: string
  readonly checked: boolean
  readonly key: string | null
  readonly label: string
  readonly many?: boolean
}

export const chip = ({ name, value, checked, key, label, many = false }: Chip): Html =>
  html`<label class="chip"><input type="${many ? 'checkbox' : 'radio'}" name="${name}" value="${value}"${key && html` data-key="${key}"`}${checked && html` checked`}> ${nameHtml(label, 80)} ${key && keycap(key.slice(-1))}</label>`

/** The free times by day. Each is a button that reserves it; a digit presses it. */
export function offeredTimes(viewer: Viewer, offered: Offered): Html {
  const { language } = viewer
  const { days, timeZone } = offered
  return html`<section id="times" class="times" aria-label="${t(language, 'agenda.freeTimes')}">
<h2>${t(language, 'agenda.freeTimes')}${zoneText(timeZone, language)} <span class="quiet">${t(language, 'agenda.digits')}</span></h2>
${days.length === 0 && html`<p class="notice warn" role="status">${t(language, 'agenda.noTimes')}</p>`}
${days.map(
  ({ date, slots }) => html`<div class="of-day"><h3>${dayText(date, language)}</h3>
<div class="slots">${slots.map((slot) => slotButton(viewer, offered, slot))}</div></div>`,
)}
</section>`
}

function slotButton(
  { language }: Viewer,
  { executives, timeZone, picked, look }: Offered,
  { startsAt, executiveIds, digit }: OfferedDay['slots'][number],
): Html {
  const [first = ''] = executiveIds
  const value = pickedValue({ executiveId: first, startsAt })
  const name = executives.find(({ id }) => id === first)?.name ?? ''
  const others = executiveIds.length - 1
  const isPicked = value === picked
  const withWhom =
    executives.length > 1 &&
    look.executive === null &&
    html` <small>${nameHtml(name, 40)}${others > 0 && html` +${others}`}</small>`
  return html`<button name="slot" value="${value}" class="slot${isPicked && ' picked'}"${digit && html` data-digit="${digit}"`}${isPicked && html` aria-pressed="true"`}>${digit && html`<kbd aria-hidden="true">${digit}</kbd> `}${clockText(startsAt, timeZone, language)}${withWhom}${isPicked && html` ✓`}</button>`
}
