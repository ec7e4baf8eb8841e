import { and, asc, eq, isNull } from 'drizzle-orm'
import { clients } from '../../clients/tables.ts'
import type { Context } from '../../context.ts'
import { newId } from '../../ids.ts'
import { stripControls } from '../../plain-text.ts'
import type { Scope } from '../../scope.ts'
import { handOverNotes } from '../tables.ts'

export const longestNote = 1000

type Writing = { readonly clientId: number | null; readonly body: string }

/** A few words for whoever comes next: about one of her clients, or about everything. */
export async function writeNote(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { actor, clientIds }: Scope,
  { clientId, body }: Writing,
): Promise<'written' | 'empty' | 'tooLong' | 'notHers'> {
  const text = stripControls(body).replaceAll(/\r\n?/g, '\n').trim()
  if (text === '') return 'empty'
  if (text.length > longestNote) return 'tooLong'
  if (clientId !== null && !clientIds.includes(clientId)) return 'notHers'
  await db
    .insert(handOverNotes)
    .values({ id: newId(), authorId: actor.id, clientId, body: text, writtenAt: now() })
  return 'written'
}

const isHersToSend = (secretaryId: string) =>
  and(eq(handOverNotes.authorId, secretaryId), isNull(handOverNotes.handOverId))

/** Hers alone, and only until it is handed over. */
export async function deleteNote(
  { db }: Pick<Context, 'db'>,
  { actor }: Scope,
  noteId: string,
): Promise<'deleted' | 'unknown'> {
  const gone = await db
    .delete(handOverNotes)
    .where(and(eq(handOverNotes.id, noteId), isHersToSend(actor.id)))
    .returning({ id: handOverNotes.id })
  return gone.length > 0 ? 'deleted' : 'unknown'
}

/** Those that wait for the next hand-over. */
export const findNotes = ({ db }: Pick<Context, 'db'>, { actor }: Scope) =>
  db
    .select({ id: handOverNotes.id, body: handOverNotes.body, client: clients.name })
    .from(handOverNotes)
    .leftJoin(clients, eq(clients.clientId, handOverNotes.clientId))
    .where(isHersToSend(actor.id))
    .orderBy(asc(handOverNotes.writtenAt))
