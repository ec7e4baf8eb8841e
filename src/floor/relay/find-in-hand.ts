import { and, asc, eq, exists, gt, isNull, not, notExists, sql } from 'drizzle-orm'
import { liveCalls } from '../../answering/tables.ts'
import { isOpen } from '../../callbacks/lock-callback.ts'
import { callbacks } from '../../callbacks/tables.ts'
import { callHandlings } from '../../calls/tables.ts'
import type { Db, Transaction } from '../../db/db.ts'
import { messages, slipDrafts } from '../../messages/tables.ts'
import { tasks } from '../../tasks/tables.ts'
import type { InHand } from './in-hand.ts'

type Reader = Db | Transaction

/** Nobody wraps a call up later than this after she took it. */
const wrapUpMs = 12 * 3_600_000

/** Everything that she has not finished, client by client. */
export async function findInHand(db: Reader, secretaryId: string, now: Date): Promise<InHand[]> {
  const found = [
    ...(await calls(db, secretaryId, now)),
    ...(await drafts(db, secretaryId)),
    ...(await openTasks(db, secretaryId)),
    ...(await openCallbacks(db, secretaryId)),
  ]
  // The draft of a call goes with it.
  const isWithCall = ({ kind, subjectId }: InHand) =>
    kind === 'callDraft' && found.some((one) => one.kind === 'call' && one.subjectId === subjectId)
  return found.filter((one) => !isWithCall(one)).sort((a, b) => a.clientId - b.clientId)
}

/** Calls that she looks after, that are over and have no slip of hers yet. */
async function calls(db: Reader, secretaryId: string, now: Date): Promise<InHand[]> {
  const { clientId, callId } = callHandlings
  const slip = db
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.clientId, clientId), eq(messages.sourceId, callId), eq(messages.kind, 'taken')))
  const running = db
    .select({ callId: liveCalls.callId })
    .from(liveCalls)
    .where(and(eq(liveCalls.clientId, clientId), eq(liveCalls.callId, callId), isNull(liveCalls.endedAt)))
  const rows = await db
    .select({ clientId, subjectId: callId })
    .from(callHandlings)
    .where(
      and(
        eq(callHandlings.secretaryId, secretaryId),
        isNull(callHandlings.wrappedUpAt),
        gt(callHandlings.takenAt, new Date(now.getTime() - wrapUpMs)),
        notExists(slip),
        not(exists(running)),
      ),
    )
    .orderBy(asc(callHandlings.takenAt))
  return rows.map((row) => ({ kind: 'call', ...row }))
}

async function drafts(db: Reader, secretaryId: string): Promise<InHand[]> {
  const { clientId, sourceId, sourceKind, savedAt } = slipDrafts
  const rows = await db
    .select({ clientId, sourceId, sourceKind })
    .from(slipDrafts)
    .where(eq(slipDrafts.secretaryId, secretaryId))
    .orderBy(asc(savedAt))
  return rows.map((row) => ({
    kind: row.sourceKind === 'call' ? 'callDraft' : 'textDraft',
    clientId: row.clientId,
    subjectId: row.sourceId,
  }))
}

async function openTasks(db: Reader, secretaryId: string): Promise<InHand[]> {
  const { clientId, id, takenById, doneAt, dueAt, createdAt } = tasks
  const rows = await db
    .select({ clientId, subjectId: id })
    .from(tasks)
    .where(and(eq(takenById, secretaryId), isNull(doneAt)))
    .orderBy(sql`${dueAt} nulls first`, asc(createdAt))
  return rows.map((row) => ({ kind: 'task', ...row }))
}

async function openCallbacks(db: Reader, secretaryId: string): Promise<InHand[]> {
  const { clientId, id, takenById, dueAt } = callbacks
  const rows = await db
    .select({ clientId, subjectId: id })
    .from(callbacks)
    .where(and(eq(takenById, secretaryId), isOpen()))
    .orderBy(asc(dueAt))
  return rows.map((row) => ({ kind: 'callback', ...row }))
}
