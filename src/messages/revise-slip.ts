import { and, eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import type { SlipForm } from './find-draft.ts'
import { type SentSlip, sendSlip } from './send-slip.ts'
import { messages } from './tables.ts'

export type SlipToRevise = {
  readonly clientId: number
  readonly messageId: string
  /** With `revision`: the one she saw. */
  readonly fields: SlipForm
}

/**
 * Corrects a slip that was sent: a new revision, delivered as a correction. Whether it is hers follows from its call or
 * text.
 */
export async function reviseSlip(
  context: Pick<Context, 'db' | 'jobs' | 'live' | 'log' | 'now'>,
  scope: Scope,
  { clientId, messageId, fields }: SlipToRevise,
): Promise<SentSlip> {
  const { sourceKind, sourceId } = messages
  const [found] = await context.db
    .select({ sourceKind, sourceId })
    .from(messages)
    .where(and(eq(messages.clientId, clientId), eq(messages.id, messageId)))
  if (!found) throw new AppError(404, 'notFound', `There is no message ${messageId}`)
  return sendSlip(context, scope, { clientId, ...found, fields })
}
