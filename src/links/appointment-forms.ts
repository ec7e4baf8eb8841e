import { clockText, dayText, momentText } from '../agenda/pages/agenda-times.ts'
import { isStanding } from '../agenda/states.ts'
import type { HerAppointment } from '../agenda/telling/pages/find-her-appointment.ts'
import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import { localTime } from '../rules/local-time.ts'
import { appointmentChoices } from './agenda-part.ts'
import { hiddenFields, type Viewing, whenSaid } from './page-parts.ts'

/** All that she can say of an appointment as it stands; nothing is chosen before she presses. */
export function appointmentForms(found: HerAppointment, viewing: Viewing): Html | null {
  const { state, startsAt } = found.appointment
  if (startsAt <= viewing.now) return null
  return html`<section aria-labelledby="answer" class="answer">
<h2 id="answer">${t(viewing.language, 'answer.yours')}</h2>
${undoForm(found, viewing)}
${answerForm(found, viewing)}
</section>
${isStanding(state) && otherTimePart(found, viewing)}`
}

function undoForm({ undoable }: HerAppointment, viewing: Viewing): Html | null {
  if (!undoable) return null
  const { language, nonce } = viewing
  const isHers = undoable.who.kind === 'executive'
  return html`<form method="post" class="standing">
<p class="line-facts">${
    isHers
      ? t(language, 'hers.saidByYou', { when: whenSaid(undoable.at, viewing) })
      : t(language, 'hers.doneForYou', { when: whenSaid(undoable.at, viewing) })
  }</p>
${hiddenFields({ nonce, undoes: undoable.id })}
<div class="choices"><button name="choice" value="undo" class="secondary outline whole">${t(language, isHers ? 'hers.undoYours' : 'hers.undoTheirs')}</button></div>
</form>`
}

/** A reason is for the secretaries; in a text area, where Enter presses no button. */
function answerForm({ appointment }: HerAppointment, { language, nonce }: Viewing): Html | null {
  const choices = appointmentChoices(appointment.state)
  if (choices.length === 0) return null
  const mayEnd = choices.some((choice) => choice !== 'approve')
  return html`<form method="post" class="choices yes-no">
${hiddenFields({ nonce })}
${
  mayEnd &&
  html`<details class="whole"><summary>${t(language, 'hers.addReason')}</summary>
<div class="field"><label for="reason">${t(language, 'hers.reason')}</label>
<textarea id="reason" name="reason" rows="2" maxlength="500" dir="auto"></textarea></div></details>`
}
${choices.map(
  (choice) =>
    html`<button name="choice" value="${choice}"${choice !== 'approve' && html` class="secondary"`}>${t(language, `summary.choice.${choice}`)}</button>`,
)}
<small class="whole">${t(language, 'hers.callerHears')}</small>
</form>`
}

function otherTimePart(found: HerAppointment, viewing: Viewing): Html {
  const { free, from, asked } = found
  const { language, nonce } = viewing
  return html`<details${(from || asked) && html` open`}><summary>${t(language, 'hers.otherTime')}</summary>
${asked && html`<p role="status" class="said-so">${t(language, 'hers.asked', { when: whenSaid(asked.at, viewing) })} <q><bdi>${asked.words}</bdi></q></p>`}
${free.length > 0 ? freeTimes(found, viewing) : html`<p>${t(language, 'hers.noFree')}</p>`}
<form method="get" class="choices">
<div class="whole field"><label for="from">${t(language, 'hers.from')}</label>
<input id="from" type="date" name="from" value="${from ?? ''}" required></div>
<button class="secondary outline">${t(language, 'hers.look')}</button>
</form>
<form method="post" class="choices">
${hiddenFields({ nonce })}
<div class="whole field"><label for="words">${t(language, 'hers.words')}</label>
<textarea id="words" name="words" rows="2" maxlength="1000" dir="auto"></textarea></div>
<button name="choice" value="ask" class="secondary">${t(language, 'hers.ask')}</button>
</form>
</details>`
}

function freeTimes({ free }: HerAppointment, { language, timeZone, nonce }: Viewing): Html {
  const days = Map.groupBy(free, ({ startsAt }) => localTime(startsAt, timeZone).today.date)
  return html`<form method="post" class="free-times">
${hiddenFields({ nonce })}
<p>${t(language, 'hers.pick')}</p>
${[...days].map(
  ([date, slots]) => html`<h3>${dayText(date, language)}</h3>
<div class="times">${slots.map(
    ({ startsAt }) =>
      html`<button name="choice" value="move ${startsAt.toISOString()}" class="secondary outline" aria-label="${momentText(startsAt, timeZone, language)}">${clockText(startsAt, timeZone, language)}</button>`,
  )}</div>`,
)}
</form>`
}
