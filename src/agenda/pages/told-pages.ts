import type { Viewer } from '../../console/console-frame.ts'
import { nameHtml } from '../../console/desk/desk-parts.ts'
import { failures } from '../../deliveries/failures.ts'
import type { DeliveryState } from '../../deliveries/states.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { whenInWords } from '../../i18n/time-in-words.ts'
import type { AppointmentShown } from './appointment-pages.ts'
import type { ToldOf } from './find-told.ts'

/** A shape and a colour for each fate, beside its words. */
const fates = {
  pending: ['◔', 'info'],
  claimed: ['◔', 'info'],
  uncertain: ['?', 'warn'],
  sent: ['→', 'info'],
  delivered: ['✓', 'good'],
  failed: ['✕', 'urgent'],
  suppressed: ['–', 'warn'],
  quarantined: ['✕', 'urgent'],
} as const satisfies Record<DeliveryState, readonly [string, string]>

/** What the caller and the executive were told, when, and whether it arrived. */
export function toldPart(viewer: Viewer, { told, found }: AppointmentShown): Html {
  const { language } = viewer
  return html`<section class="panel"><h2>${t(language, 'told.title')}</h2>
${told.length === 0 && html`<p class="quiet">${t(language, found.appointment.bookedElsewhere ? 'told.elsewhere' : 'told.nothing')}</p>`}
<ul class="rows">${told.map((one) => html`<li class="line">${toldRow(viewer, one, found.appointment.timeZone)}</li>`)}</ul></section>`
}

function toldRow(viewer: Viewer, { notice, delivery, executive }: ToldOf, timeZone: string): Html {
  const { language } = viewer
  const hours = notice.reminderHours
  return html`<strong>${executive ? nameHtml(executive, 60) : t(language, 'told.caller')}</strong>
<span>${t(language, `told.kind.${notice.kind}`)}${hours !== null && html` ${t(language, 'told.before', { hours })}`}</span>
${fate(viewer, notice, delivery, timeZone)}`
}

function fate(
  { language, now }: Viewer,
  notice: ToldOf['notice'],
  delivery: ToldOf['delivery'],
  timeZone: string,
): Html {
  if (notice.withdrawnAt) return html`<span class="meta">– ${t(language, 'told.withdrawn')}</span>`
  if (!delivery) return html`<span class="meta">– ${t(language, 'told.notSent')}</span>`
  const { state, channel, deliveredAt, sentAt, dueAt, createdAt, failure } = delivery
  const [mark, tone] = fates[state]
  const at = deliveredAt ?? sentAt ?? dueAt ?? createdAt
  const why = failures.find((known) => known === failure)
  return html`<span class="meta">${t(language, `queue.channel.${channel}`)}</span>
<span class="tag ${tone}">${mark} ${t(language, `queue.state.${state}`)}</span>
${why && html`<span class="meta">${t(language, `failure.${why}`)}</span>`}
<span class="meta push">${whenInWords({ at, now, timeZone }, language)}</span>`
}
