import { and, eq, inArray, isNull } from 'drizzle-orm'
import { recordAct } from '../../acts/record-act.ts'
import { passCallbacks } from '../../callbacks/pass-callbacks.ts'
import { lockHandling, passCall } from '../../calls/pass-call.ts'
import type { Transaction } from '../../db/db.ts'
import { newId } from '../../ids.ts'
import { passDraft } from '../../messages/pass-draft.ts'
import type { Scope } from '../../scope.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { findWorker } from '../../secretaries/works-for.ts'
import { passTask } from '../../tasks/pass-task.ts'
import { tasks } from '../../tasks/tables.ts'
import { handOverItems, handOverNotes, handOvers } from '../tables.ts'
import { findInHand } from './find-in-hand.ts'
import type { InHand } from './in-hand.ts'

export type HandingOver = {
  readonly fromId: string
  /** Null: back to everybody. */
  readonly toId: string | null
  readonly at: Date
}

/**
 * All that she has in hand, and her notes, pass to the next; what is for a client that the next one does not work for
 * goes back to everybody. Calls and drafts that go back stay under her name until somebody goes on with them: nothing
 * that was noted is lost. Done twice it finds nothing the second time. Answers the clients concerned.
 */
export async function handOver(tx: Transaction, { fromId, toId, at }: HandingOver): Promise<number[]> {
  const from = await lockLeaver(tx, fromId)
  if (!from) return []
  const inHand = await findInHand(tx, fromId, at)
  const notes = await tx
    .select({ id: handOverNotes.id })
    .from(handOverNotes)
    .where(and(eq(handOverNotes.authorId, fromId), isNull(handOverNotes.handOverId)))
  if (inHand.length + notes.length === 0) return []
  const handOverId = newId()
  await tx.insert(handOvers).values({ id: handOverId, fromId, toId, at })
  const clientIds = [...new Set(inHand.map(({ clientId }) => clientId))]
  const scope: Scope = { actor: { kind: from.role, id: fromId }, clientIds, only: null }
  const receiver = await receiverFor(tx, clientIds, toId)
  await passCallbacks(tx, scope, { fromSecretaryId: fromId, toSecretaryId: toId, at })
  for (const item of inHand) {
    const to = await pass(tx, scope, item, receiver(item.clientId), at)
    await tx.insert(handOverItems).values({ ...item, id: newId(), handOverId, toId: to })
  }
  if (notes.length > 0)
    await tx
      .update(handOverNotes)
      .set({ handOverId })
      .where(
        inArray(
          handOverNotes.id,
          notes.map(({ id }) => id),
        ),
      )
  return clientIds
}

/** Before her station and her shifts: whoever changes these at once waits. */
export async function lockLeaver(tx: Transaction, id: string) {
  const [from] = await tx
    .select({ role: secretaries.role })
    .from(secretaries)
    .where(eq(secretaries.id, id))
    .for('no key update')
  return from ?? null
}

/** By client, whether it comes to the next one. */
async function receiverFor(tx: Transaction, clientIds: readonly number[], toId: string | null) {
  const hers = new Set<number>()
  for (const clientId of toId ? clientIds : [])
    if ((await findWorker(tx, { id: toId ?? '', clientId }))?.worksForClient) hers.add(clientId)
  return (clientId: number) => (hers.has(clientId) ? toId : null)
}

/** Answers whose it is now. */
async function pass(
  tx: Transaction,
  scope: Scope,
  { kind, clientId, subjectId }: InHand,
  to: string | null,
  at: Date,
): Promise<string | null> {
  switch (kind) {
    case 'call':
      return to && passHerCall(tx, scope, { clientId, callId: subjectId }, to, at)
    case 'callDraft':
    case 'textDraft':
      return to && passHerDraft(tx, scope, { clientId, sourceId: subjectId }, to, at)
    case 'task':
      return passHerTask(tx, scope, { clientId, taskId: subjectId }, to, at)
    case 'callback':
      // All of hers have passed together.
      return to
    default:
      return kind satisfies never
  }
}

async function passHerCall(
  tx: Transaction,
  scope: Scope,
  key: { readonly clientId: number; readonly callId: string },
  to: string,
  at: Date,
): Promise<string | null> {
  const { handling } = await lockHandling(tx, scope, key)
  if (handling?.secretaryId !== scope.actor.id) return null
  const passed = await passCall(tx, scope, { ...key, to, givenById: scope.actor.id, handling }, at)
  return passed === 'passed' ? to : null
}

async function passHerDraft(
  tx: Transaction,
  { actor }: Scope,
  { clientId, sourceId }: { readonly clientId: number; readonly sourceId: string },
  to: string,
  at: Date,
): Promise<string> {
  await passDraft(tx, { clientId, sourceId }, { from: [actor.id], to })
  await recordAct(tx, {
    ...{ clientId, actor, verb: 'draft.given', at },
    subject: { kind: 'draft', id: sourceId },
    before: { secretaryId: actor.id },
    after: { secretaryId: to },
  })
  return to
}

/** What only supervisors see is theirs again, where the next one is none. */
async function passHerTask(
  tx: Transaction,
  scope: Scope,
  key: { readonly clientId: number; readonly taskId: string },
  to: string | null,
  at: Date,
): Promise<string | null> {
  const [task] = await tx
    .select({ audience: tasks.audience })
    .from(tasks)
    .where(and(eq(tasks.clientId, key.clientId), eq(tasks.id, key.taskId)))
  const [next] = to
    ? await tx.select({ role: secretaries.role }).from(secretaries).where(eq(secretaries.id, to))
    : []
  const may = task?.audience === 'secretary' || (next && next.role !== 'secretary')
  const whose = may ? to : null
  await passTask(tx, scope, { ...key, to: whose, at })
  return whose
}
