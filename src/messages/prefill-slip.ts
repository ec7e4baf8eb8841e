import type { ShownExecutive } from '../clients/find-availability.ts'
import type { ShownContact } from '../clients/find-contact.ts'
import { formatNational } from '../phone-number.ts'
import type { SlipForm } from './find-draft.ts'
import type { SlipSource } from './find-source.ts'
import type { Message } from './queries.ts'

type Known = {
  readonly source: SlipSource
  readonly contact: ShownContact | null
  readonly executives: readonly ShownExecutive[]
  /** For whom the rules would take the message. */
  readonly recipientId: string | null
  readonly textBody: string | null
}

/** The form before she has written anything: what is known already, so that she only confirms it. */
export function prefillSlip({ source, contact, executives, recipientId, textBody }: Known): SlipForm {
  return {
    revision: '0',
    callerName: source.callerName ?? contact?.name ?? '',
    company: contact?.company ?? '',
    callbackNumber: source.callerNumber ? formatNational(source.callerNumber) : '',
    recipient: executives.find(({ id }) => id === recipientId)?.key ?? '',
    copies: [],
    body: textBody ?? '',
  }
}

/** The form of a slip that was sent, to be corrected. `keys` names executives, those who left included. */
export function formOf(message: Message, keys: ReadonlyMap<string, string>): SlipForm {
  const { details } = message
  const answers = details?.reason?.answers.map(({ answer }, place) => [`answer.${place}`, answer]) ?? []
  const fields = details?.fields.map(({ key, value }) => [`field.${key}`, value]) ?? []
  return {
    revision: message.kind === 'taken' ? String(message.revision) : '0',
    callerName: message.callerName ?? '',
    company: message.company ?? '',
    callbackNumber: message.callbackNumber ? formatNational(message.callbackNumber) : '',
    recipient: keys.get(message.recipientId) ?? '',
    copies: message.copyIds.flatMap((id) => keys.get(id) ?? []),
    subject: message.subject ?? '',
    body: message.body ?? '',
    wish: message.wish ?? '',
    wishWhen: message.wishWhen ?? '',
    urgent: message.urgency === 'urgent' ? 'on' : '',
    readBack: details?.readBackAt ? 'on' : '',
    reason: details?.reason?.key ?? '',
    ...Object.fromEntries([...answers, ...fields]),
  }
}
