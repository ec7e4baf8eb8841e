import { drizzle } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'
import postgres from 'postgres'
import { answerStatements } from './answer-statements.ts'
import type { ServerDatabase } from './database.ts'
import { guardTransactions, type InTransaction } from './db.ts'
import { patientSocket } from './patient-socket.ts'

/**
 * PostgreSQL 15 or newer, by three clients: pages and workers; the answer path, so that no report can keep a
 * caller waiting; LISTEN and NOTIFY. The first is node-postgres, because a connection that dies in the middle
 * of a transaction ends the whole process with postgres.js 3.4 (its issues 1208 and 1216).
 */
export function openServerDatabase(url: string): ServerDatabase {
  const work = openWorkPool(url)
  const live = postgres(url, {
    onnotice: () => {},
    max: 1,
    fetch_types: false,
    connect_timeout: 5,
    connection: { application_name: 'permanence-live' },
  })
  const answers = answerStatements(url)
  return {
    kind: 'server',
    db: guardTransactions(drizzle({ client: work }), (run) => transact(work, run)),
    answers,
    async listen(channel, heard) {
      const subscription = await live.listen(channel, heard)
      return () => subscription.unlisten()
    },
    async notify(channel, payload) {
      await live.notify(channel, payload)
    },
    async close() {
      await Promise.all([work.end(), live.end({ timeout: 5 }), answers.close()])
    },
  }
}

function openWorkPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    application_name: 'permanence',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
    stream: patientSocket,
  })
  // A lost connection fails the statement it had in hand, and the pool opens another: nothing to do here.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Drizzle's own would keep a connection for ever on which not even BEGIN succeeded. */
async function transact(pool: Pool, run: InTransaction): Promise<unknown> {
  const client = await pool.connect()
  try {
    return await drizzle({ client }).transaction(run)
  } finally {
    client.release()
  }
}
