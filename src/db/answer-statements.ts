import postgres from 'postgres'
import type { Statements } from './database.ts'

const pooled = {
  onnotice: () => {},
  max: 10,
  connect_timeout: 1,
  backoff: () => 0.1,
  // Reading the types costs a round trip a connection, and ends the process when the connection dies in it.
  fetch_types: false,
  connection: {
    application_name: 'permanence-answers',
    statement_timeout: 1000,
    lock_timeout: 300,
    idle_in_transaction_session_timeout: 5000,
    // A batch looks dear to the planner: it would compile for 0.7 s what runs for 2 ms.
    jit: 'off',
    // The one parameter is JSON, of which no plan of its own can make use.
    plan_cache_mode: 'force_generic_plan',
  },
}

/** A statement that outlives this was lost on its way, or its connection was: both are given up. */
const lostAfterMs = 5000
/** While the database is away, a new pool at most so often: each opens up to ten connections that wait there. */
const renewEveryMs = 1_000

/**
 * The answer path's statements, on connections of their own. A pool that lost a connection is replaced as a
 * whole: with postgres.js 3.4 a connection that closed at a bad moment never writes again (its issue 1133).
 * What the old pool has in hand may end.
 */
export function answerStatements(url: string): Statements & { close(): Promise<void> } {
  let pool = postgres(url, pooled)
  let renewedAt = Number.NEGATIVE_INFINITY
  const renew = (lost: postgres.Sql, graceSeconds: number) => {
    if (pool !== lost || performance.now() - renewedAt < renewEveryMs) return
    renewedAt = performance.now()
    pool = postgres(url, pooled)
    void lost.end({ timeout: graceSeconds }).catch(() => {})
  }
  return {
    async run(text, parameter) {
      const used = pool
      const timer = setTimeout(renew, lostAfterMs, used, 0)
      try {
        return await used.unsafe(text, [JSON.stringify(parameter)], { prepare: true })
      } catch (error) {
        if (!isStatementError(error)) renew(used, 2)
        throw error
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => pool.end({ timeout: 5 }),
  }
}

/** The server answered, and the connection goes on. Class 57 is the server going down, FATAL ends a session. */
const isStatementError = (error: unknown): boolean =>
  error instanceof postgres.PostgresError && error.severity !== 'FATAL' && !/^57P/.test(error.code)
