import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { ServerDatabase, Statements } from './database.ts'
import { guardTransactions } from './db.ts'

const quiet = { onnotice: () => {} }

/**
 * PostgreSQL 15 or newer through postgres.js. Three clients: pages and workers; the answer path, so that no
 * report can keep a caller waiting; LISTEN and NOTIFY. Drizzle changes the JSON serialiser of the client it
 * gets, hence one of its own.
 */
export function openServerDatabase(url: string): ServerDatabase {
  const work = postgres(url, { ...quiet, max: 10, connection: { application_name: 'permanence' } })
  const live = postgres(url, { ...quiet, max: 1, connection: { application_name: 'permanence-live' } })
  const answers = answerStatements(url)
  return {
    kind: 'server',
    db: guardTransactions(drizzle(work)),
    answers,
    async listen(channel, heard) {
      const subscription = await live.listen(channel, heard)
      return () => subscription.unlisten()
    },
    async notify(channel, payload) {
      await live.notify(channel, payload)
    },
    async close() {
      await Promise.all([work.end({ timeout: 5 }), live.end({ timeout: 5 }), answers.close()])
    },
  }
}

const answerPool = {
  ...quiet,
  max: 10,
  connect_timeout: 1,
  backoff: () => 0.1,
  connection: {
    application_name: 'permanence-answers',
    statement_timeout: 1000,
    lock_timeout: 300,
    idle_in_transaction_session_timeout: 5000,
  },
}

/** A statement that outlives this was lost on its way, or its connection was: both are given up. */
const lostAfterMs = 5000

function answerStatements(url: string): Statements & { close(): Promise<void> } {
  let pool = postgres(url, answerPool)
  const replace = (lost: postgres.Sql) => {
    if (pool !== lost) return
    pool = postgres(url, answerPool)
    void lost.end({ timeout: 0 }).catch(() => {})
  }
  return {
    async run(text, parameter) {
      const used = pool
      const timer = setTimeout(replace, lostAfterMs, used)
      try {
        return await used.unsafe(text, [JSON.stringify(parameter)], { prepare: true })
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => pool.end({ timeout: 5 }),
  }
}
