import { html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import { dateInWords } from '../../i18n/time-in-words.ts'
import type { OutgoingMail } from '../../mailer.ts'
import { formatNational, isPhoneNumber } from '../../phone-number.ts'

type Telling = {
  readonly client: { readonly name: string; readonly hours: { readonly timeZone: string } }
  readonly reader: { readonly id: string; readonly language: Language }
  /** Whom it concerns; null for the client's emergency number. */
  readonly about: { readonly id: string; readonly name: string } | null
  readonly change: {
    readonly kind: 'mobile' | 'email' | 'emergencyNumber'
    readonly before: string | null
    readonly after: string | null
    readonly effectiveAt: Date | null
  }
  /** Where she says whether the number is hers. */
  readonly link: string | null
}

/** The mail that says what was changed, from when it counts, and what to do if nobody asked for it. */
export function composeReachMail({
  client,
  reader: { language },
  about,
  change,
  link,
}: Telling): Pick<OutgoingMail, 'fromName' | 'subject' | 'text' | 'html'> {
  const { kind, before, after, effectiveAt } = change
  const words = { client: client.name, name: about?.name ?? '', before: shown(before), after: shown(after) }
  const when = effectiveAt && dateInWords(effectiveAt, client.hours.timeZone, language)
  const body = [
    t(language, `reach.mail.${kind}`, words),
    ...(when ? [t(language, 'reach.mail.waits', { when, before: words.before })] : []),
    t(language, 'reach.mail.why'),
  ]
  return {
    fromName: t(language, 'mail.sender'),
    subject: t(language, 'reach.mail.subject', { client: client.name }),
    text: `${[...body, ...(link ? [`${t(language, 'reach.mail.press')} ${link}`] : [])].join('\n\n')}\n`,
    html: html`${body.map((said) => html`<p>${said}</p>`)}
${link && html`<p><a href="${link}">${t(language, 'reach.mail.press')}</a></p>`}`.toString(),
  }
}

const shown = (value: string | null): string =>
  value === null ? '–' : isPhoneNumber(value) ? formatNational(value) : value
