import { Pool } from 'pg'
import { patientSocket } from './patient-socket.ts'

/**
 * Connections for statements that are prepared once and run many times a second: they are planned once, for
 * whatever values. To plan the board's lists took longer than to run them.
 */
export function openBoardPool(url: string, max: number): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: 'permanence-boards',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    statement_timeout: 10_000,
    // To compile them or to share them out among processes costs more than they do.
    options: '-c plan_cache_mode=force_generic_plan -c jit=off -c max_parallel_workers_per_gather=0',
    stream: patientSocket,
  })
  // A lost connection fails the statement it had in hand, and the pool opens another: nothing to do here.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}
