import { html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'
import type { Mail } from '../messages/mail-page.ts'
import { singleLine } from '../plain-text.ts'

const BODY = 'margin:24px auto;padding:0 16px;max-width:600px;font:16px/1.5 sans-serif;color:#1b1b1b'

/** `echo`: what became of her answer, a line for each thing. `subject`: her own mail's, which it replies to. */
export function composeEchoMail(echo: string, subject: string | null, language: Language): Mail {
  const said = singleLine(subject ?? '', 150).replace(/^(?:(?:re|tr|fwd?)\s*:\s*)+/i, '')
  const title = said === '' ? t(language, 'mail.echo') : `Re: ${said}`
  const page = html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body style="${BODY}">
${echo.split('\n').map((line) => html`<p style="margin:0 0 8px">${line}</p>`)}
</body>
</html>
`
  return { subject: title, text: `${echo}\n`, html: page.toString() }
}
