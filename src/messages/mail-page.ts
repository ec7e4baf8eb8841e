import { type Html, html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'
import type { CallerText } from './caller-text.ts'

export type Mail = {
  readonly subject: string
  readonly text: string
  readonly html: string
  /** What the reader's calendar takes in. */
  readonly calendar?: CalendarPart
}
/** An iCalendar object, and the METHOD that it names (RFC 6047). */
export type CalendarPart = { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string }
export type MailRow = { readonly label: string; readonly value: string; readonly href?: string }

export type MailContent = {
  readonly language: Language
  readonly subject: string
  readonly client: string | null
  readonly what: string
  readonly rows: readonly MailRow[]
  /** The caller's own words. */
  readonly said: CallerText | null
  /** Null where there is nothing to open. */
  readonly action: { readonly label: string; readonly href: string } | null
  /** How to answer without opening anything. */
  readonly hint: string | null
}

const BODY = 'margin:24px auto;padding:0 16px;max-width:600px;font:16px/1.5 sans-serif;color:#1b1b1b'
const SAID = 'margin:16px 0;padding-left:12px;border-left:4px solid #c5c5c5;white-space:pre-wrap'
const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#0b5394;color:#fff;text-decoration:none'

/** Both parts say the same. Styles are inline because mail programs drop style sheets. */
export function writeMail(content: MailContent): Mail {
  return { subject: content.subject, text: textPart(content), html: htmlPart(content).toString() }
}

function textPart({ language, client, what, rows, said, action, hint }: MailContent): string {
  const facts = rows.map((row) => t(language, 'mail.row', row)).join('\n')
  const warning = said?.hasLink ? t(language, 'mail.callerLink') : ''
  const link = action ? t(language, 'mail.row', { label: action.label, value: action.href }) : ''
  const blocks = [
    [client, what].filter(Boolean).join('\n'),
    facts,
    said?.text ?? '',
    warning,
    link,
    hint ?? '',
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function htmlPart({ language, subject, client, what, rows, said, action, hint }: MailContent): Html {
  return html`<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body style="${BODY}">
${client && html`<h1 style="font-size:20px;margin:0"><bdi>${client}</bdi></h1>`}
<p style="margin:4px 0 16px">${what}</p>
${rows.length > 0 && html`<table role="presentation">${rows.map(tableRow)}</table>`}
${said && html`<p dir="auto" style="${SAID}">${said.text}</p>`}
${said?.hasLink && html`<p><strong>${t(language, 'mail.callerLink')}</strong></p>`}
${action && html`<p style="margin:24px 0"><a href="${action.href}" style="${BUTTON}">${action.label}</a></p>`}
${hint && html`<p style="color:#555">${hint}</p>`}
</body>
</html>
`
}

function tableRow({ label, value, href }: MailRow): Html {
  const shown = html`<bdi>${value}</bdi>`
  return html`<tr><td style="padding-right:16px;color:#555">${label}</td>
<td>${href ? html`<a href="${href}">${shown}</a>` : shown}</td></tr>
`
}
