import { DrizzleQueryError } from 'drizzle-orm'

/** Classes of SQLSTATE: connection, resources, operator (shutting down, starting up). */
const passing = /^(08|53|57)/

/** Whether a statement may have failed because the database was not there, so that it is worth another try. */
export function isAway(error: unknown): boolean {
  if (error instanceof DrizzleQueryError) return isAway(error.cause)
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return passing.test(code) || /^E(CONN|PIPE|TIMEDOUT)/.test(code) || /connect|terminat/i.test(error.message)
}
