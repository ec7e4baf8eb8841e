import { outcomes } from '../../calls/outcomes.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { formTokenField, type Viewer } from '../console-frame.ts'
import type { Desk, DeskCall, DeskClient } from './desk.ts'
import { addressOf, keycap } from './desk-parts.ts'

/** After `x`, the letter: these may be the same as those of reasons. */
const outcomeKeys = 'abcdefghi'

/** What became of the call, whether the client pays for it, and on to the next. */
export function wrapUpPart(viewer: Viewer, { source, client, slip }: Desk): Html | null {
  const { language } = viewer
  const { call } = source
  if (!call) return null
  const picked = call.outcome ?? (slip?.message.kind === 'taken' ? 'messageTaken' : null)
  const isOpen = slip !== null || call.outcome !== null
  return html`<details id="wrap-up" class="wrap-up"${isOpen && html` open`}>
<summary data-key="x x">${t(language, 'desk.wrapUp')} ${keycap('x')}${keycap('x')}</summary>
<form method="post" action="${addressOf(source)}/wrap-up" data-ctrl-enter data-leaves>
${formTokenField(viewer)}
<fieldset class="pick">
<legend>${t(language, 'desk.outcome')} <small>${t(language, 'desk.outcomeKeys')}</small></legend>
${outcomes.map((outcome, place) => {
  const letter = outcomeKeys[place] ?? ''
  const unbilled = client.unbilledOutcomes.includes(outcome)
  return html`<label class="chip"><input type="radio" name="outcome" value="${outcome}" data-key="x ${letter}"${picked === outcome && html` checked`} required>
${keycap(letter)} ${t(language, `desk.outcome.${outcome}`)}${unbilled && html` <small>${t(language, 'desk.unbilled')}</small>`}</label>`
})}
</fieldset>
<div class="pair">
<div class="field"><label for="billable">${t(language, 'desk.billable')}</label>
<select id="billable" name="billable">
${(['', 'yes', 'no'] as const).map((value) => {
  const isPicked = value === billedWord(call, client)
  return html`<option value="${value}"${isPicked && html` selected`}>${t(language, `desk.billable.${value === '' ? 'usual' : value}`)}</option>`
})}
</select></div>
<div class="field"><label for="note">${t(language, 'desk.note')}</label>
<input id="note" name="note" value="${call.handling?.note}" maxlength="1000" autocomplete="off" dir="auto"></div>
</div>
<button>${t(language, 'desk.next')} <kbd>Ctrl+↵</kbd></button>
</form>
</details>`
}

/** Said only where she decided otherwise than the client agreed, so that another outcome is billed as agreed. */
function billedWord({ outcome, billable }: DeskCall, { unbilledOutcomes }: DeskClient): string {
  if (!outcome || billable === null || billable === !unbilledOutcomes.includes(outcome)) return ''
  return billable ? 'yes' : 'no'
}
