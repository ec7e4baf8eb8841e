import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { messages } from '../messages/tables.ts'
import type { AlertedMessage } from './end-alerts.ts'

/**
 * One change to the alerts of a message at a time. Not FOR UPDATE, which would wait for everybody who just
 * wrote a row that refers to the message, and they for each other.
 */
export async function lockMessage(tx: Transaction, { clientId, messageId }: AlertedMessage): Promise<void> {
  await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.clientId, clientId), eq(messages.id, messageId)))
    .for('no key update')
}
