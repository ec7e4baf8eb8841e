import type { Viewer } from '../../console/console-frame.ts'
import { type Html, html } from '../../html.ts'
import { t } from '../../i18n/text.ts'

/** The field `current`, for what asks for her password again; `focus` where it is the first thing to fill in. */
export function currentPassword(
  { language }: Viewer,
  id: string,
  isWrong: boolean,
  focus: Html | null = null,
): Html {
  return html`<label for="${id}">${t(language, 'account.current')}</label>
<input id="${id}" name="current" type="password" autocomplete="current-password" maxlength="1000" required${focus}${isWrong && html` aria-invalid="true" aria-describedby="${id}-wrong"`}>
${isWrong && html`<small id="${id}-wrong" class="wrong" role="alert">${t(language, 'account.wrongPassword')}</small>`}`
}
