import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { acts } from '../../../acts/tables.ts'
import type { Context } from '../../../context.ts'
import type { Db } from '../../../db/db.ts'
import { clients } from '../../tables.ts'
import { ownedTables, tablesWithFiles } from './owned-tables.ts'
import { formerClients } from './tables.ts'

type Needs = Pick<Context, 'db' | 'files' | 'live' | 'log' | 'now'>
type Ended = Pick<typeof clients.$inferSelect, 'clientId' | 'key' | 'name' | 'stateSince'>

const batch = 2_000

/**
 * Erases an ended client: its line first, so that nothing more comes in; then its files, then every row that bears its
 * id, in batches. What is left is one line of the agency's. Safe to repeat where it was cut off.
 */
export async function purgeClient(context: Needs, client: Ended, exportedAt: Date): Promise<void> {
  const { db, live, log, now } = context
  const { clientId, key, name, stateSince } = client
  const endedAt = stateSince ?? now()
  const endedById = await whoEnded(db, clientId)
  const rows: Record<string, number> = {}
  const tables = ownedTables()
  const emptied = ['lines', ...tables.filter((table) => table !== 'lines' && table !== 'clients')]
  rows.lines = await emptyTable(db, 'lines', clientId)
  live.changed([clientId], 'settings')
  rows.files = await deleteFiles(context, clientId)
  for (const table of emptied) rows[table] = (rows[table] ?? 0) + (await emptyTable(db, table, clientId))
  await db.transaction(async (tx) => {
    const purgedAt = now()
    const left = { formerId: clientId, key, name, endedAt, endedById, exportedAt, purgedAt, rows }
    await tx.insert(formerClients).values(left).onConflictDoNothing()
    await tx.delete(clients).where(eq(clients.clientId, clientId))
  })
  log.info({ event: 'client.purged', clientId })
  live.changed([clientId], 'settings')
}

async function whoEnded(db: Db, clientId: number): Promise<string | null> {
  const [act] = await db
    .select({ actorId: acts.actorId })
    .from(acts)
    .where(and(eq(acts.clientId, clientId), eq(acts.verb, 'client.ended')))
    .orderBy(desc(acts.at))
    .limit(1)
  return act?.actorId ?? null
}

/** The two databases wrap their rows differently. */
const rowsOf = <S extends z.ZodType>(row: S) =>
  z.union([z.array(row), z.object({ rows: z.array(row) }).transform(({ rows }) => rows)])
const removedSchema = rowsOf(z.object({ removed: z.coerce.number() }))

/** A few at a time: a client with a million calls must not lock a table for minutes. */
async function emptyTable(db: Db, table: string, clientId: number): Promise<number> {
  for (let total = 0; ; ) {
    const name = sql.identifier(table)
    const answer = await db.execute(sql`
      with gone as (
        delete from ${name} where ctid = any(array(
          select ctid from ${name} where client_id = ${clientId} limit ${batch})) and client_id = ${clientId}
        returning 1)
      select count(*)::int as removed from gone`)
    const removed = removedSchema.parse(answer)[0]?.removed ?? 0
    total += removed
    if (removed < batch) return total
  }
}

const keysSchema = rowsOf(z.object({ file_key: z.string() }))

/** Before their rows, which alone know where the files are. */
async function deleteFiles({ db, files }: Needs, clientId: number): Promise<number> {
  let total = 0
  for (const table of tablesWithFiles()) {
    for (let after = ''; ; ) {
      const answer = await db.execute(sql`
        select file_key from ${sql.identifier(table)}
        where client_id = ${clientId} and file_key > ${after} order by file_key limit ${batch}`)
      const keys = keysSchema.parse(answer).map((row) => row.file_key)
      for (const key of keys) await files.delete(key)
      total += keys.length
      after = keys.at(-1) ?? after
      if (keys.length < batch) break
    }
  }
  return total
}
