import { and, asc, desc, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm'
import { callbacks } from '../../callbacks/tables.ts'
import { calls } from '../../calls/tables.ts'
import { clients, contacts } from '../../clients/tables.ts'
import type { Context } from '../../context.ts'
import type { Db } from '../../db/db.ts'
import { inScope, type Scope } from '../../scope.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { forWhom } from '../../tasks/for-whom.ts'
import { tasks } from '../../tasks/tables.ts'
import { texts } from '../../texts/tables.ts'
import { handOverItems, handOverNotes, handOvers } from '../tables.ts'
import { tellFloor } from '../tell-floor.ts'
import type { InHand } from './in-hand.ts'

/** Something handed over, with what names it: the caller's name or number, or the kind of task. */
export type HandedItem = InHand & {
  readonly client: string
  readonly name: string | null
  readonly number: string | null
  readonly task: string | null
  /** When somebody is to be rung back. */
  readonly dueAt: Date | null
}
export type HandedNote = { readonly id: string; readonly body: string; readonly client: string | null }

export type Handed = {
  readonly id: string
  readonly from: string
  readonly at: Date
  readonly toEverybody: boolean
  readonly items: readonly HandedItem[]
  readonly notes: readonly HandedNote[]
}

/** Older ones that nobody looked at are past use. */
export const keptMs = 7 * 86_400_000
const mostShown = 20

/** What was handed to her, or to everybody, and nobody has said yet to have seen; the latest first. */
export async function findHanded({ db, now }: Pick<Context, 'db' | 'now'>, scope: Scope): Promise<Handed[]> {
  const me = scope.actor.id
  const rows = await db
    .select({ id: handOvers.id, from: secretaries.name, at: handOvers.at, toId: handOvers.toId })
    .from(handOvers)
    .innerJoin(secretaries, eq(secretaries.id, handOvers.fromId))
    .where(
      and(
        isNull(handOvers.seenAt),
        gt(handOvers.at, new Date(now().getTime() - keptMs)),
        or(eq(handOvers.toId, me), and(isNull(handOvers.toId), ne(handOvers.fromId, me))),
      ),
    )
    .orderBy(desc(handOvers.at))
    .limit(mostShown)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const items = Map.groupBy(await findItems(db, scope, ids), ({ handOverId }) => handOverId)
  const notes = Map.groupBy(await findNotesOf(db, scope, ids), ({ handOverId }) => handOverId)
  return rows
    .map(({ toId, ...row }) => ({
      ...row,
      toEverybody: toId === null,
      items: (items.get(row.id) ?? []).filter((item) => item.toId === toId),
      notes: notes.get(row.id) ?? [],
    }))
    .filter(({ toEverybody, items, notes }) => !toEverybody || items.length + notes.length > 0)
}

function findItems(db: Db, scope: Scope, handOverIds: string[]) {
  const { clientId, kind, subjectId, handOverId, toId } = handOverItems
  return db
    .select({
      ...{ clientId, kind, subjectId, handOverId, toId },
      client: clients.name,
      name: contacts.name,
      number: calls.caller,
      sender: texts.sender,
      callerName: calls.callerName,
      task: tasks.kind,
      ringName: callbacks.name,
      ringNumber: callbacks.number,
      dueAt: callbacks.dueAt,
    })
    .from(handOverItems)
    .innerJoin(clients, eq(clients.clientId, clientId))
    .leftJoin(calls, and(eq(calls.clientId, clientId), eq(calls.id, subjectId)))
    .leftJoin(texts, and(eq(texts.clientId, clientId), eq(texts.id, subjectId)))
    .leftJoin(tasks, and(eq(tasks.clientId, clientId), eq(tasks.id, subjectId)))
    .leftJoin(callbacks, and(eq(callbacks.clientId, clientId), eq(callbacks.id, subjectId)))
    .leftJoin(
      contacts,
      and(
        eq(contacts.clientId, clientId),
        or(eq(contacts.id, calls.contactId), eq(contacts.id, texts.contactId)),
      ),
    )
    .where(
      and(
        inArray(handOverId, handOverIds),
        inScope(scope, clientId),
        or(ne(kind, 'task'), forWhom(scope) ?? eq(kind, 'task')),
      ),
    )
    .orderBy(asc(clients.name), asc(handOverItems.id))
    .then((rows) =>
      rows.map(({ sender, callerName, ringName, ringNumber, ...row }) => ({
        ...row,
        name: row.name ?? callerName ?? ringName,
        number: row.number ?? sender ?? ringNumber,
      })),
    )
}

function findNotesOf(db: Db, scope: Scope, handOverIds: string[]) {
  const { id, body, clientId, handOverId, writtenAt } = handOverNotes
  return db
    .select({ id, body, handOverId, client: clients.name })
    .from(handOverNotes)
    .leftJoin(clients, eq(clients.clientId, clientId))
    .where(and(inArray(handOverId, handOverIds), or(isNull(clientId), inScope(scope, clientId))))
    .orderBy(asc(writtenAt))
}

/** She looks at what was handed to her: no page of hers says any more that something waits. */
export async function markOpened(
  context: Pick<Context, 'db' | 'live' | 'now'>,
  { actor }: Scope,
): Promise<void> {
  const unopened = and(eq(handOvers.toId, actor.id), isNull(handOvers.seenAt), isNull(handOvers.openedAt))
  const opened = await context.db
    .update(handOvers)
    .set({ openedAt: context.now() })
    .where(unopened)
    .returning({ id: handOvers.id })
  if (opened.length > 0) tellFloor(context)
}

/** She has seen it; of one to everybody, the first who says so has. False for what is not hers to see. */
export async function markSeen(
  context: Pick<Context, 'db' | 'now'>,
  scope: Scope,
  handOverId: string,
): Promise<boolean> {
  const isHers = (await findHanded(context, scope)).some(({ id }) => id === handOverId)
  if (!isHers) return false
  await context.db
    .update(handOvers)
    .set({ seenAt: context.now(), seenById: scope.actor.id })
    .where(and(eq(handOvers.id, handOverId), isNull(handOvers.seenAt)))
  return true
}
