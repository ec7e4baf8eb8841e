import { EventEmitter } from 'node:events'
import type { PGlite, Transaction } from '@electric-sql/pglite'

type Parameters = readonly unknown[]

/** BullMQ expects int8 as text, as node-postgres gives it. 20 is the oid of int8. */
const asNodePostgres = { parsers: { 20: (value: string) => value } }

/**
 * What BullMQ needs of a `pg.Pool`, over the one session of a PGlite that the application shares.
 * Every statement waits until no transaction of the application is open.
 */
export class PglitePool extends EventEmitter {
  // An in-process LISTEN cannot be cut, so BullMQ need not poll as it does on a socket without keep-alive.
  readonly options = { keepAlive: true }
  readonly #pglite: PGlite
  readonly #clients = new Set<SharedClient>()

  constructor(pglite: PGlite) {
    super()
    this.setMaxListeners(0) // each queue and each worker listens for errors
    this.#pglite = pglite
  }

  query<Row>(text: string, parameters: Parameters = []) {
    return this.#pglite.query<Row>(text, [...parameters], asNodePostgres)
  }

  async connect() {
    const client = new SharedClient(this.#pglite)
    this.#clients.add(client)
    return client
  }

  async end() {
    for (const client of this.#clients) await client.unlisten()
    this.#clients.clear()
  }
}

/** Not a connection of its own: it adds only notifications to the shared session. */
class SharedClient extends EventEmitter {
  readonly #pglite: PGlite
  readonly #channels = new Map<string, () => Promise<void>>()

  constructor(pglite: PGlite) {
    super()
    this.#pglite = pglite
  }

  async query<Row>(text: string, parameters: Parameters = []): Promise<{ rows: Row[] }> {
    const statement = withoutComments(text)
    const channel = /^LISTEN (\w+)/i.exec(statement)?.[1]
    if (channel) return this.#listen(channel)
    // Other queries would fall into it: the session is shared.
    if (isTransactionControl(statement)) throw new Error('A transaction over PGlite goes through migrateJobs')
    return this.#pglite.query<Row>(text, [...parameters], asNodePostgres)
  }

  async #listen(channel: string): Promise<{ rows: [] }> {
    if (!this.#channels.has(channel)) {
      const notify = (payload: string) => this.emit('notification', { channel, payload })
      this.#channels.set(channel, await this.#pglite.listen(channel, notify))
    }
    return { rows: [] }
  }

  async unlisten() {
    for (const stop of this.#channels.values()) await stop()
    this.#channels.clear()
  }

  release() {
    // Nothing to give back: `end` of the pool stops the notifications, and waits for it.
  }
}

/**
 * Runs BullMQ's migrations in one transaction and lets the session find its tables after the application's.
 * Safe to repeat.
 */
export async function migrateJobs(
  pglite: PGlite,
  runMigrations: (client: ReturnType<typeof withinTransaction>) => Promise<unknown>,
) {
  await pglite.transaction((transaction) => runMigrations(withinTransaction(transaction)))
  await pglite.exec('SET search_path TO public, bullmq')
  await refuseHiddenTables(pglite)
}

/** BEGIN, COMMIT and ROLLBACK are PGlite's here; an error passes through and rolls back. */
function withinTransaction(transaction: Transaction) {
  return {
    async query<Row>(text: string, parameters: Parameters = []): Promise<{ rows: Row[] }> {
      const statement = withoutComments(text)
      if (isTransactionControl(statement)) return { rows: [] }
      // A migration is many statements at once, which only `exec` takes; it gives no rows that matter.
      if (parameters.length === 0 && !/^SELECT/i.test(statement)) {
        await transaction.exec(text)
        return { rows: [] }
      }
      return transaction.query<Row>(text, [...parameters], asNodePostgres)
    },
  }
}

/** A table of ours with the name of one of BullMQ's would be read in its place. */
async function refuseHiddenTables(pglite: PGlite) {
  const { rows } = await pglite.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'
       and tablename in (select tablename from pg_tables where schemaname = 'bullmq') order by 1`,
  )
  if (rows.length === 0) return
  const names = rows.map(({ name }) => name).join(', ')
  throw new Error(`Tables of the schema public hide BullMQ's own of the same name; rename: ${names}`)
}

function withoutComments(sql: string) {
  return sql.replace(/^(\s*--[^\n]*\n|\s+)*/, '')
}

function isTransactionControl(statement: string) {
  return /^(BEGIN|COMMIT|ROLLBACK)\b/i.test(statement)
}
