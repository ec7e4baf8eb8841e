import type { SlipForm } from '../../messages/find-draft.ts'
import { singleLine } from '../../plain-text.ts'
import type { Desk, DeskSlip } from './desk.ts'
import { numberText } from './desk-parts.ts'

/** What stands in the form's fields when it is shown. */
export type SlipValues = {
  one(name: string): string
  has(name: string, value: string): boolean
}

export const valuesOf = (fields: SlipForm): SlipValues => ({
  one: (name) => [fields[name] ?? ''].flat()[0] ?? '',
  has: (name, value) => [fields[name] ?? []].flat().includes(value),
})

/** What is known before she has written a word: who calls, from where, and for whom it would be. */
export function prefilled({ caller, source }: Desk): SlipForm {
  return {
    callerName: singleLine(caller.name ?? '', 200),
    company: singleLine(caller.contact?.company ?? '', 200),
    callbackNumber: caller.kind === 'number' && caller.number ? numberText(caller.number) : '',
    recipient: source.recipientKey,
    urgent: source.urgent ? 'yes' : '',
    body: source.body ?? '',
    wish: 'callBack',
  }
}

/** A slip that was sent, back in the form in order to be corrected. */
export function sentFields({ message }: DeskSlip, { executives, reasons }: Desk): SlipForm {
  const keyOf = (id: string) => executives.find((executive) => executive.id === id)?.key ?? ''
  const { details } = message
  const reason = reasons.find(({ key }) => key === details?.reason?.key)
  const answers = (details?.reason?.answers ?? []).map(({ question, answer }): [string, string] => [
    `answer.${reason?.questions.indexOf(question) ?? -1}`,
    answer,
  ])
  const own = (details?.fields ?? []).map(({ key, value }): [string, string] => [`field.${key}`, value])
  const number = message.callbackNumber ?? message.callerNumber
  return {
    revision: String(message.kind === 'taken' ? message.revision : 0),
    callerName: message.callerName ?? '',
    company: message.company ?? '',
    callbackNumber: number ? numberText(number) : '',
    readBack: details?.readBackAt ? 'yes' : '',
    recipient: keyOf(message.recipientId),
    copies: message.copyIds.map(keyOf),
    subject: message.subject ?? '',
    body: message.body ?? '',
    urgent: message.urgency === 'urgent' ? 'yes' : '',
    wish: message.wish ?? 'callBack',
    wishWhen: message.wishWhen ?? '',
    reason: reason?.key ?? '',
    reasonVersion: reason ? String(reason.version) : '',
    ...Object.fromEntries([...answers, ...own]),
  }
}
