import type { Viewer } from '../console/console-frame.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import type { Asked } from './find-report.ts'
import { type Days, periods } from './period.ts'
import { reportAddress } from './report-address.ts'

type Shown = { readonly fault: string | null; readonly days: Days | null }

/** Which days, of whom: links for the usual ones, two dates for the others. */
export function periodForm({ language, now }: Viewer, asked: Asked, { fault, days }: Shown): Html {
  const quick = periods.filter((one) => one !== 'dates')
  const whole = { client: '', team: '' }
  const groups = (['client', 'team'] as const).map((by) => {
    const isHere = asked.by === by && asked.client === '' && asked.team === ''
    return html`<li><a href="${reportAddress(asked, { ...whole, by })}"${isHere && html` aria-current="true"`}>${t(language, `levels.by.${by}`)}</a></li>`
  })
  const today = now.toISOString().slice(0, 10)
  const [from, to] = asked.period === 'dates' ? [asked.from, asked.to] : [days?.first ?? '', days?.last ?? '']
  return html`<div class="levels-choice no-print">
<nav aria-label="${t(language, 'levels.period')}"><ul class="line">${quick.map((period) => html`<li><a href="${reportAddress(asked, { period })}"${asked.period === period && html` aria-current="true"`}>${t(language, `levels.period.${period}`)}</a></li>`)}</ul></nav>
<form method="get" action="/console/service-levels" class="line">
<input type="hidden" name="period" value="dates">${(['by', 'client', 'team'] as const).map((name) => asked[name] !== '' && html`<input type="hidden" name="${name}" value="${asked[name]}">`)}
<label>${t(language, 'levels.from')} <input type="date" name="from" value="${from}" max="${today}" required${fault && html` aria-describedby="period-fault"`}></label>
<label>${t(language, 'levels.to')} <input type="date" name="to" value="${to}" max="${today}" required${fault && html` aria-describedby="period-fault"`}></label>
<button class="small">${t(language, 'levels.show')}</button></form>
<nav aria-label="${t(language, 'levels.by')}"><ul class="line">${groups}</ul></nav>
<button type="button" class="small secondary push" data-prints hidden>${t(language, 'levels.print')}</button>
</div>
${fault && html`<p class="notice urgent" role="alert" id="period-fault">${fault}</p>`}`
}
