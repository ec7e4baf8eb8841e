import type { Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { momentText, shortDayText, stretchText, zoneText } from './agenda-times.ts'
import { type EnteredStretch, enterStretch, isWholeDays, type WrongMoment } from './entered-stretch.ts'

type Fields = {
  readonly entered: EnteredStretch
  readonly wrong: readonly WrongMoment[]
  readonly timeZone: string
}

/** From when until when, as dates and times of day that may be left out. */
export function stretchFields(viewer: Viewer, { entered, wrong, timeZone }: Fields): Html {
  const { language } = viewer
  const field = (name: keyof EnteredStretch) => {
    const problem = wrong.find((one) => one.field === name)
    const isDate = name === 'from' || name === 'until'
    return html`<div class="field"><label for="${name}">${t(language, `stretch.${name}`)}</label>
<input type="${isDate ? 'date' : 'time'}" id="${name}" name="${name}" value="${entered[name]}"${name === 'from' && html` required`}${problem && html` aria-invalid="true" aria-describedby="${name}-problem"`}>
${problem && html`<p class="problem" id="${name}-problem">${t(language, `stretch.wrong.${problem.why}`)}</p>`}</div>`
  }
  return html`<div class="stretch">${field('from')}${field('fromTime')}${field('until')}${field('untilTime')}</div>
<p class="meta">${t(language, 'stretch.hint')}${zoneText(timeZone, language)}</p>`
}

type Stretch = { readonly startsAt: Date; readonly endsAt: Date }

/** "mar. 24 nov. – ven. 27 nov.", "mar. 24 nov., 9 h – 12 h". */
export function longStretchText(stretch: Stretch, timeZone: string, { language }: Viewer): string {
  const { from, until } = enterStretch(stretch, timeZone)
  const day = shortDayText(from, language)
  if (isWholeDays(stretch, timeZone))
    return from === until
      ? t(language, 'stretch.wholeDay', { day })
      : `${day} – ${shortDayText(until, language)}`
  if (from === until) return `${day}, ${stretchText(stretch, timeZone, language)}`
  return `${momentText(stretch.startsAt, timeZone, language)} – ${momentText(stretch.endsAt, timeZone, language)}`
}
