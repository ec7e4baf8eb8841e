import { type Html, html } from '../../html.ts'
import { type Language, t } from '../../i18n/text.ts'
import { formatNational, isPhoneNumber } from '../../phone-number.ts'
import { cutText } from '../../plain-text.ts'
import type { Desk, DeskSource } from './desk.ts'

/** A name from outside: kept apart, so that its direction turns nothing else around, and cut to what a page can bear. */
export const nameHtml = (name: string, max = 200): Html => html`<bdi>${cutText(name, max)}</bdi>`

/** Words from outside as they were written, line breaks included. */
export const wordsHtml = (words: string, max = 10_000): Html =>
  html`<p class="words" dir="auto">${cutText(words, max)}</p>`

/** The key that acts, as it is printed on the keyboard; for the eye only, since it is said in the help. */
export const keycap = (key: string): Html => html`<kbd aria-hidden="true">${key.toUpperCase()}</kbd>`

/**
 * Keys in their order: of reasons, then of executives. None of them acts while she is typing; `g` and `n` are the
 * console's, `m`, `r`, `s`, `t`, `u`, `v` and `x` this page's.
 */
export const reasonKeys = 'abcdefhij'
export const recipientKeys = 'klopqwyz'

export const numberText = (number: string): string =>
  (isPhoneNumber(number) ? formatNational(number) : number).replaceAll(' ', '\u00a0')

export const numberLink = (number: string): Html =>
  isPhoneNumber(number)
    ? html`<a class="number" href="tel:${number}">${numberText(number)}</a>`
    : html`<bdi class="number">${cutText(number, 60)}</bdi>`

/** "Me Petit", "01 99 00 20 01", "numéro masqué". */
export function callerText({ caller }: Pick<Desk, 'caller'>, language: Language): string {
  if (caller.name) return cutText(caller.name, 80)
  if (caller.kind === 'withheld' || !caller.number) return t(language, 'mail.withheld')
  return cutText(numberText(caller.number), 60)
}

/** The address of this call's or text's page. */
export const addressOf = ({ kind, clientId, id }: Pick<DeskSource, 'kind' | 'clientId' | 'id'>): string =>
  `/console/${kind}s/${clientId}/${id}`
