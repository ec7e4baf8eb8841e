import { statfs } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import journal from '../../drizzle/meta/_journal.json' with { type: 'json' }
import type { Context } from '../context.ts'
import { inTime } from '../in-time.ts'

type Readiness = { ready: boolean; checks: Record<string, 'ok' | string> }

const keptForMs = 2000

/**
 * Whether this process should get requests that can wait: database within 500 ms, room on the disk, nothing
 * left in the spool. Asked at most every two seconds. Voice webhooks are answered whatever it says.
 */
export function createReadiness({
  db,
  config,
  spool,
  stopping,
}: Pick<Context, 'db' | 'config' | 'spool' | 'stopping'>): () => Promise<Readiness> {
  let kept: { at: number; readiness: Promise<Readiness> } | null = null
  const look = async (): Promise<Readiness> => {
    const [database, disk, spooled] = await Promise.all([
      check(inTime(500, () => expectMigrated(db))),
      check(hasRoom(config.dataDir)),
      check(spool.isDrained().then((drained) => expect(drained, 'not entered yet'))),
    ])
    const checks = { database, disk, spool: spooled, running: stopping.signal.aborted ? 'stopping' : 'ok' }
    return { ready: Object.values(checks).every((result) => result === 'ok'), checks }
  }
  return () => {
    const isOld = !kept || performance.now() - kept.at > keptForMs
    if (!kept || isOld || stopping.signal.aborted) kept = { at: performance.now(), readiness: look() }
    return kept.readiness
  }
}

async function check(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'ok'
  } catch (error) {
    return error instanceof Unready ? error.message : 'no answer'
  }
}

/** A release that ran ahead of its migrations is not ready. */
async function expectMigrated(db: Context['db']): Promise<void> {
  const [row] = await db.select({ done: sql<number>`count(*)::int` }).from(sql`drizzle.__drizzle_migrations`)
  const done = row?.done ?? 0
  expect(done >= journal.entries.length, `${done} of ${journal.entries.length} migrations done`)
}

async function hasRoom(folder: string): Promise<void> {
  const { bavail, blocks } = await statfs(folder)
  expect(bavail / blocks > 0.1, 'less than a tenth is free')
}

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new Unready(otherwise)
}

/** Its message is for whoever asks; any other error keeps its own to itself. */
class Unready extends Error {}
