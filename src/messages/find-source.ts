import { and, eq } from 'drizzle-orm'
import { findCall } from '../calls/find-call.ts'
import { calls } from '../calls/tables.ts'
import { contacts } from '../clients/tables.ts'
import type { Db, Transaction } from '../db/db.ts'
import { AppError } from '../errors.ts'
import { isPhoneNumber, type PhoneNumber } from '../phone-number.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'
import type { Scope } from '../scope.ts'
import { findText } from '../texts/find-text.ts'
import { texts } from '../texts/tables.ts'

/** The call or text that a slip is about. */
export type SourceKey = {
  readonly clientId: number
  readonly sourceKind: 'call' | 'text'
  readonly sourceId: string
}

/** What a slip takes over from it. */
export type SlipSource = SourceKey & {
  readonly line: PhoneNumber
  readonly callerName: string | null
  /** Null when withheld, not a number, or the client's own. */
  readonly callerNumber: PhoneNumber | null
  readonly contactId: string | null
  readonly at: Date
  readonly decision: StoredDecision | null
  readonly disposition: string | null
  readonly matteredAt: Date | null
  readonly health: boolean
}

/** Throws 404 for what is not there and for what is not hers. */
export async function findSource(db: Pick<Db, 'select'>, scope: Scope, key: SourceKey): Promise<SlipSource> {
  const found = key.sourceKind === 'call' ? await fromCall(db, scope, key) : await fromText(db, scope, key)
  if (found) return found
  throw new AppError(404, 'notFound', `There is no ${key.sourceKind} ${key.sourceId}`)
}

/** The same, and nobody else writes a slip or draft about it until the transaction ends. */
export async function lockSource(tx: Transaction, scope: Scope, key: SourceKey): Promise<SlipSource> {
  const { clientId, sourceId } = key
  const table = key.sourceKind === 'call' ? calls : texts
  await tx
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.clientId, clientId), eq(table.id, sourceId)))
    .for('no key update')
  return findSource(tx, scope, key)
}

async function fromCall(db: Pick<Db, 'select'>, scope: Scope, key: SourceKey): Promise<SlipSource | null> {
  const found = await findCall(db, scope, { clientId: key.clientId, callId: key.sourceId })
  if (!found) return null
  const { call, client } = found
  const { line, callerName, contactId, decision, disposition, matteredAt } = call
  return {
    ...key,
    ...{ line, callerName, contactId, decision, disposition, matteredAt, at: call.arrivedAt },
    callerNumber: numberOf(call.callerKind, call.caller),
    health: client.health,
  }
}

async function fromText(db: Pick<Db, 'select'>, scope: Scope, key: SourceKey): Promise<SlipSource | null> {
  const found = await findText(db, scope, { clientId: key.clientId, textId: key.sourceId })
  if (!found) return null
  const { text, client } = found
  const { line, contactId, decision, disposition, matteredAt } = text
  return {
    ...key,
    ...{ line, contactId, decision, disposition, matteredAt, at: text.receivedAt },
    callerName: contactId ? await contactName(db, key.clientId, contactId) : null,
    callerNumber: numberOf(text.senderKind, text.sender),
    health: client.health,
  }
}

const numberOf = (kind: string, raw: string | null): PhoneNumber | null =>
  kind === 'number' && raw !== null && isPhoneNumber(raw) ? raw : null

async function contactName(db: Pick<Db, 'select'>, clientId: number, id: string): Promise<string | null> {
  const [contact] = await db
    .select({ name: contacts.name })
    .from(contacts)
    .where(and(eq(contacts.clientId, clientId), eq(contacts.id, id)))
  return contact?.name ?? null
}
