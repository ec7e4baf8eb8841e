import { AsyncLocalStorage } from 'node:async_hooks'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

/** The one database type that all code is written against, whichever PostgreSQL stands behind it. */
export type Db = PgDatabase<PgQueryResultHKT, Record<string, never>>

/** The handle inside `db.transaction`; also what a function takes that may run in either. */
export type Transaction = Parameters<Parameters<Db['transaction']>[0]>[0]

const inTransaction = new AsyncLocalStorage<true>()
const queries = new Set<PropertyKey>([
  'select',
  'selectDistinct',
  'insert',
  'update',
  'delete',
  'execute',
  'transaction',
])

/**
 * The embedded database has one session: a query on the root `db` inside an open transaction would wait for
 * that transaction for ever. So it throws instead, on every database, and tests find it.
 */
export const guardTransactions = (
  db: Db,
  transact: (run: InTransaction) => Promise<unknown> = (run) => db.transaction(run),
): Db =>
  new Proxy(db, {
    get(target, property) {
      const value = Reflect.get(target, property)
      if (typeof value !== 'function' || !queries.has(property)) return value
      return (...args: unknown[]) => {
        if (inTransaction.getStore())
          throw new Error(`db.${String(property)} inside a transaction: use the transaction's own handle`)
        if (property !== 'transaction') return value.apply(target, args)
        return transact((tx) => inTransaction.run(true, () => callback(args[0])(tx)))
      }
    },
  })

export type InTransaction = (tx: Transaction) => Promise<unknown>

const callback = (value: unknown): InTransaction => {
  if (typeof value !== 'function') throw new TypeError('db.transaction takes a function')
  return async (tx) => value(tx)
}
