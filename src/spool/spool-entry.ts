import type { Context } from '../context.ts'
import { TooBusy } from '../db/gather.ts'
import { inTime } from '../in-time.ts'
import type { SpoolEntry } from './entry.ts'

/** Together with the patience for the database this stays under two seconds. */
const patienceMs = 500

/** A disk that is full or hangs keeps no caller waiting: the exchange's own lists are what is left of it then. */
export const spoolEntry = (context: Pick<Context, 'log' | 'spool'>, entry: SpoolEntry): Promise<void> =>
  inTime(patienceMs, () => context.spool.append(entry)).catch((err) => {
    if (err instanceof TooBusy) context.log.warn({ event: 'spool.slow', kind: entry.kind })
    else context.log.fatal({ event: 'spool.failed', kind: entry.kind, err })
  })
