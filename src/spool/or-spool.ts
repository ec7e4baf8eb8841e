import type { Context } from '../context.ts'
import { inTime } from '../in-time.ts'
import type { SpoolEntry } from './entry.ts'
import { spoolEntry } from './spool-entry.ts'

/**
 * Writes one step down, or spools it: when the database is not there, does not answer in time, or does not know
 * the call yet because its arrival is still in the spool.
 */
export async function orSpool(
  context: Context,
  entry: SpoolEntry,
  record: () => Promise<boolean>,
): Promise<void> {
  try {
    if (await inTime(context.patienceMs, record)) return
    context.log.info({ event: 'call.stepEarly', step: entry.kind })
  } catch (err) {
    context.log.error({ event: 'call.stepDegraded', step: entry.kind, err })
  }
  await spoolEntry(context, entry)
}
