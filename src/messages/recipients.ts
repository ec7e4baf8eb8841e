import type { Client, ClientExecutive } from '../clients/client.ts'
import type { TakeMessage } from '../rules/rule.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'

export type Recipients = { recipientId: string; copyIds: string[]; urgency: 'ordinary' | 'urgent' }

/**
 * For whom the slip of a call or text is: whom the rule names, the executive the contact belongs to, or the
 * default recipient of the line. A forward that ended without a message follows its `otherwise`, and one that
 * names nobody goes to the executive who was rung.
 */
export function recipientsOf(
  { action, facts }: Pick<StoredDecision, 'action' | 'facts'>,
  client: Pick<Client, 'clientId' | 'executives'>,
  lineRecipientKey: string,
): Recipients {
  const message = messageAction(action)
  const named = message.for === 'contactExecutive' ? textOf(facts.contactOf) : message.for
  const rung = action.kind === 'forward' ? action.to : undefined
  const recipient = firstKnown(client, [named, rung, lineRecipientKey])
  const copies = message.copies.flatMap((key) => client.executives.get(key)?.id ?? [])
  return {
    recipientId: recipient.id,
    copyIds: [...new Set(copies)].filter((id) => id !== recipient.id),
    urgency: message.urgency,
  }
}

const plain: TakeMessage = { kind: 'takeMessage', copies: [], urgency: 'ordinary', by: 'secretary' }

/** A discarded call of which somebody said that it mattered is an ordinary message. */
function messageAction(action: StoredDecision['action']): TakeMessage {
  const taken = action.kind === 'forward' ? action.otherwise : action
  return taken.kind === 'takeMessage' ? taken : plain
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function firstKnown(
  { clientId, executives }: Pick<Client, 'clientId' | 'executives'>,
  keys: readonly (string | undefined)[],
): ClientExecutive {
  for (const key of keys) {
    const executive = key === undefined ? undefined : executives.get(key)
    if (executive) return executive
  }
  const [anyone] = executives.values()
  if (anyone) return anyone
  throw new Error(`Client ${clientId} has no executive to take a message for`)
}
