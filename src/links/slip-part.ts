import { type Html, html } from '../html.ts'
import { t } from '../i18n/text.ts'
import type { MailRow } from '../messages/mail-page.ts'
import type { Message } from '../messages/queries.ts'
import { saidRows, takenFacts, whoRows } from '../messages/taken-facts.ts'
import { numberLink, type Viewing } from './page-parts.ts'

/** Where to ring back. */
export const numberToCall = ({ callbackNumber, callerNumber }: Message): string | null =>
  callbackNumber ?? callerNumber

/** By its number, where he gave no name. */
export const calledBack = (message: Message) => ({
  callerName: message.callerName,
  callerNumber: numberToCall(message),
})

/** What only a slip that a secretary wrote has, as rows of a list of facts; nothing for the others. */
export function takenRows(message: Message, executiveId: string, { language }: Viewing): Html | null {
  const taken = takenFacts(message, executiveId, null)
  if (!taken) return null
  const rows = [...whoRows(taken, language), ...saidRows(taken, language)]
  const { callbackNumber, callerNumber } = message
  const isOther = callbackNumber !== null && callerNumber !== null && callbackNumber !== callerNumber
  return html`${isOther && html`<dt>${t(language, 'mail.shown')}</dt><dd>${numberLink(callerNumber, language)}</dd>`}
${rows.map(rowPart)}`
}

/** Said first, where she may have acted on what it said before. */
export const correctionPart = ({ details }: Message, { language }: Viewing): Html | null =>
  details?.corrects === undefined ? null : html`<p class="notice">${t(language, 'link.corrected')}</p>`

const rowPart = ({ label, value }: MailRow) => html`<dt><bdi>${label}</bdi></dt><dd dir="auto">${value}</dd>`
