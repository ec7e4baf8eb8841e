import { and, eq } from 'drizzle-orm'
import { calls } from '../calls/tables.ts'
import { contacts } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'
import { texts } from '../texts/tables.ts'

/** A call or a text, by what it is. */
export type Source = { readonly clientId: number; readonly kind: 'call' | 'text'; readonly id: string }

/** What a rule turned away, in the words that a slip needs. */
export type Discarded = {
  readonly line: string
  readonly caller: string | null
  readonly callerName: string | null
  readonly body: string | null
  readonly at: Date
  readonly decision: StoredDecision
  readonly matteredAt: Date | null
}

/** Locks the row until the transaction ends; null when there is none, or when it was not discarded. */
export async function findDiscarded(tx: Pick<Db, 'select'>, source: Source): Promise<Discarded | null> {
  return source.kind === 'call' ? discardedCall(tx, source) : discardedText(tx, source)
}

async function discardedCall(tx: Pick<Db, 'select'>, { clientId, id }: Source): Promise<Discarded | null> {
  const [call] = await tx
    .select()
    .from(calls)
    .where(and(eq(calls.clientId, clientId), eq(calls.id, id)))
    .for('update')
  if (call?.disposition !== 'discarded') return null
  const { line, callerName, arrivedAt: at, decision, matteredAt } = call
  return {
    line,
    caller: call.callerKind === 'number' ? call.caller : null,
    callerName,
    body: null,
    at,
    decision,
    matteredAt,
  }
}

async function discardedText(tx: Pick<Db, 'select'>, { clientId, id }: Source): Promise<Discarded | null> {
  const [text] = await tx
    .select()
    .from(texts)
    .where(and(eq(texts.clientId, clientId), eq(texts.id, id)))
    .for('update')
  if (text?.disposition !== 'discarded' || !text.decision) return null
  const { line, body, receivedAt: at, decision, matteredAt } = text
  const callerName = text.contactId ? await contactName(tx, clientId, text.contactId) : null
  return {
    line,
    caller: text.senderKind === 'number' ? text.sender : null,
    callerName,
    body,
    at,
    decision,
    matteredAt,
  }
}

async function contactName(tx: Pick<Db, 'select'>, clientId: number, id: string): Promise<string | null> {
  const [contact] = await tx
    .select({ name: contacts.name })
    .from(contacts)
    .where(and(eq(contacts.clientId, clientId), eq(contacts.id, id)))
  return contact?.name ?? null
}
