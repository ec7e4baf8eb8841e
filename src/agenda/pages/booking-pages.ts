import { consoleFrame, formTokenField, type KeyHelp, type Viewer } from '../../console/console-frame.ts'
import { nameHtml } from '../../console/desk/desk-parts.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import type { AppointmentType } from '../appointment.ts'
import { agendaNav, agendaNavKeys, agendaPath } from './agenda-nav-pages.ts'
import { momentText } from './agenda-times.ts'
import type { WrongField } from './book-picked.ts'
import { type BookingForm, pickedValue, sourceOf } from './booking-form.ts'
import type { Bookable } from './find-bookable.ts'
import type { OrderCall } from './find-order-calls.ts'
import { keptPart } from './kept-pages.ts'
import type { Kept } from './pick-time.ts'
import type { SeriesShown } from './series-pages.ts'
import { chip, choiceKeys, type Offered, offeredTimes, slotChoices } from './slot-picker-pages.ts'

/** Why she could not have what she wanted. */
export type BookingNews =
  | { readonly kind: 'taken'; readonly at: Date; readonly timeZone: string }
  | {
      readonly kind:
        | 'past'
        | 'notOffered'
        | 'notBookableByHer'
        | 'mustNot'
        | 'nothingPicked'
        | 'wrongCodeWord'
        | 'seriesChanged'
    }
  | { readonly kind: 'codeWordPause'; readonly until: Date; readonly timeZone: string }

export type BookingShown = {
  readonly bookable: Bookable
  readonly form: BookingForm
  /** Null where the client has none. */
  readonly type: AppointmentType | null
  readonly offered: Offered
  readonly kept: Kept | null
  /** Where what she keeps is to be repeated. */
  readonly series: SeriesShown | null
  readonly orderCalls: readonly OrderCall[]
  readonly news: BookingNews | null
  readonly wrong: readonly WrongField[]
}

/** From what the caller wants to a confirmed time, on one screen and by keys. */
export function bookingPage(viewer: Viewer, shown: BookingShown): Html {
  const { language } = viewer
  const { client } = shown.bookable
  const title = t(language, 'agenda.book')
  const main = html`<div class="booking-page">
<h1>${title} <small>${nameHtml(client.name, 80)}</small> ${backLink(viewer, shown)}</h1>
${agendaNav(viewer, client.clientId, 'book')}
${shown.type ? bookingForm(viewer, shown, shown.type) : noTypes(viewer, shown)}
</div>`
  return consoleFrame(viewer, {
    title: `${title}, ${client.name}`,
    main,
    at: 'agenda',
    scripts: ['agenda.js'],
    styles: ['call.css', 'agenda.css'],
    keys: bookingKeys(viewer),
  })
}

const noTypes = ({ language }: Viewer, { bookable }: BookingShown): Html =>
  html`<p class="notice warn">${t(language, 'agenda.noTypes')} <a href="/console/clients/${bookable.client.clientId}">${t(language, 'agenda.toSettings')}</a></p>`

function backLink({ language }: Viewer, { bookable, form }: BookingShown): Html | null {
  const source = sourceOf(form)
  const { clientId } = bookable.client
  if (!source) return null
  return html`<a class="aside" data-key="b" href="/console/${source.kind}s/${clientId}/${source.id}">${t(language, `agenda.backTo.${source.kind}`)}</a>`
}

function bookingForm(viewer: Viewer, shown: BookingShown, type: AppointmentType): Html {
  const { language } = viewer
  const { bookable, form, kept } = shown
  const picked = kept?.appointment ?? form.picked
  const isSame = form.pickedType === type.id || kept
  return html`<form id="booking" method="post" action="/console/clients/${bookable.client.clientId}/book" data-ctrl-enter novalidate autocomplete="off">
${formTokenField(viewer)}
${hidden('call', form.call)}${hidden('text', form.text)}${hidden('contact', form.contact)}
${picked && isSame && html`${hidden('picked', pickedValue(picked))}${hidden('pickedType', type.id)}${hidden('reserved', kept?.appointment.id ?? form.reserved)}`}
<button class="unseen" name="step" value="look" tabindex="-1">${t(language, 'agenda.look')}</button>
<div id="booking-news" role="alert">${newsPart(viewer, shown)}</div>
<div class="columns">
<div>
${typeChoice(viewer, shown, type)}
${slotChoices(viewer, shown.offered)}
<p class="without-scripts"><button class="secondary small" name="step" value="look">${t(language, 'agenda.look')}</button></p>
${offeredTimes(viewer, shown.offered)}
<p><button class="plain" name="step" value="fill" formaction="${agendaPath(bookable.client.clientId, 'waiting')}">${t(language, 'waiting.nothingSuits')}</button></p>
</div>
<div>
${keptPart(viewer, shown, type)}
</div>
</div>
</form>`
}

const hidden = (name: string, value: string | null): Html | null =>
  value === null ? null : html`<input type="hidden" name="${name}" value="${value}">`

function typeChoice({ language }: Viewer, { bookable }: BookingShown, type: AppointmentType): Html {
  return html`<fieldset class="pick"><legend>${t(language, 'agenda.type')} <small>${t(language, 'agenda.typeKeys')}</small></legend>
${bookable.types.map(({ id, name, minutes }, place) => {
  const letter = choiceKeys[place]
  const label = t(language, 'agenda.typeWithLength', { name, minutes })
  return chip({ name: 'type', value: id, checked: id === type.id, key: letter ? `o ${letter}` : null, label })
})}
</fieldset>`
}

function newsPart({ language }: Viewer, { news }: BookingShown): Html | null {
  if (!news) return null
  switch (news.kind) {
    case 'taken': {
      const when = momentText(news.at, news.timeZone, language)
      return html`<p class="notice warn">${t(language, 'agenda.taken', { when })}</p>`
    }
    case 'codeWordPause': {
      const when = momentText(news.until, news.timeZone, language)
      return html`<p class="notice urgent">${t(language, 'agenda.codeWordPause', { when })}</p>`
    }
    default:
      return html`<p class="notice urgent">${t(language, `agenda.news.${news.kind}`)}</p>`
  }
}

function bookingKeys(viewer: Viewer): KeyHelp[] {
  const own = (['1', 'o a', 'e a', 'd', 'j l', 'b', 'Esc'] as const).map(
    (key): KeyHelp => [key, t(viewer.language, `agenda.key.${key}`)],
  )
  return [...own, ...agendaNavKeys(viewer)]
}
