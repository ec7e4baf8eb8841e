import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { clients, contacts } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { texts } from '../../texts/tables.ts'
import { inView } from './view.ts'

const shownForMs = 3 * 24 * 60 * 60_000
const most = 20

export type BoardText = Awaited<ReturnType<ReturnType<typeof prepareBoardTexts>>>[number]

/** Texts that became messages and that nobody at the console has looked at, newest first. */
export function prepareBoardTexts(db: Db) {
  const unseen = db
    .select({
      clientId: texts.clientId,
      id: texts.id,
      client: clients.name,
      sender: texts.sender,
      name: contacts.name,
      beginning: sql<string>`left(${texts.body}, 140)`,
      receivedAt: texts.receivedAt,
    })
    .from(texts)
    .innerJoin(clients, eq(clients.clientId, texts.clientId))
    .leftJoin(contacts, and(eq(contacts.clientId, texts.clientId), eq(contacts.id, texts.contactId)))
    .where(
      and(
        inView(texts.clientId),
        isNull(texts.lookedAt),
        // As the index has it: a parameter would hide that it fits.
        sql`${texts.disposition} = 'messageTaken'`,
        gt(texts.receivedAt, sql.placeholder('since')),
      ),
    )
    .orderBy(desc(texts.receivedAt))
    .limit(most)
    .prepare('board_texts')
  return (clientIds: readonly number[], now: Date) =>
    unseen.execute({ clientIds, since: new Date(now.getTime() - shownForMs).toISOString() })
}
