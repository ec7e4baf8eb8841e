import type { Client, ClientExecutive } from '../clients/client.ts'
import { recipientsOf } from '../messages/recipients.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'

/**
 * The executive for whom a message would be taken, if she had said that she is away or busy when the call was
 * decided: read off what is kept of the decision, so that every step of the call says the same.
 */
export function absentRecipient(
  decision: Pick<StoredDecision, 'action' | 'facts'>,
  client: Client,
  lineRecipientKey: string,
): ClientExecutive | null {
  const { availability } = decision.facts
  if (!availability || client.executives.size === 0) return null
  const { recipientId } = recipientsOf(decision, client, lineRecipientKey)
  const recipient = [...client.executives.values()].find(({ id }) => id === recipientId)
  return recipient && Object.hasOwn(availability, recipient.key) ? recipient : null
}
