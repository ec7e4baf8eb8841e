import { drizzle } from 'drizzle-orm/node-postgres'
import { Pool } from 'pg'
import { answerStatements } from './answer-statements.ts'
import { openBoardPool } from './board-pool.ts'
import type { ServerDatabase } from './database.ts'
import { guardTransactions, type InTransaction } from './db.ts'
import { patientSocket } from './patient-socket.ts'
import { openServerChannels } from './server-channels.ts'

/**
 * PostgreSQL 15 or newer, by four clients: pages and workers; boards; the answer path, so that no report can keep
 * a caller waiting; LISTEN and NOTIFY. Only the third is postgres.js, which is faster: version 3.4 ends the whole
 * process when a connection dies in a transaction (its issues 1208, 1216), and never listens where it could not
 * at first.
 */
export function openServerDatabase(url: string): ServerDatabase {
  const work = openWorkPool(url)
  const boards = openBoardPool(url, 4)
  const channels = openServerChannels(url)
  const answers = answerStatements(url)
  return {
    kind: 'server',
    db: guardTransactions(drizzle({ client: work }), (run) => transact(work, run)),
    boards: guardTransactions(drizzle({ client: boards })),
    answers,
    listen: channels.listen,
    notify: channels.notify,
    async close() {
      await Promise.all([work.end(), boards.end(), channels.close(), answers.close()])
    },
  }
}

/**
 * How it plans: that a page read at random costs little more than the next one (disks do not turn any more), and
 * that compiling a statement takes longer than any of ours does.
 */
export const planning = '-c random_page_cost=1.1 -c jit=off'

function openWorkPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    application_name: 'permanence',
    options: planning,
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
