import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { messages } from './tables.ts'

type MessageKey = { readonly clientId: number; readonly messageId: string }

/**
 * One change of what was said about a message, or of its alerts, at a time; throws for one that is not there.
 * Not FOR UPDATE, which would wait for everybody who just wrote a row that refers to the message.
 */
export async function lockMessage(tx: Transaction, { clientId, messageId }: MessageKey): Promise<void> {
  const found = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.clientId, clientId), eq(messages.id, messageId)))
    .for('no key update')
  if (found.length === 0) throw new Error(`Client ${clientId} has no message ${messageId}`)
}
