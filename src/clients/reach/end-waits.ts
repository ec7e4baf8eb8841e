import { and, isNotNull, isNull, lte } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { settleNumber } from './settle-number.ts'
import { reachChanges } from './tables.ts'

/** Numbers that have waited a day and that nobody refused are in use. */
export async function endWaits({
  db,
  live,
  log,
  now,
}: Pick<Context, 'db' | 'live' | 'log' | 'now'>): Promise<void> {
  const due = await db
    .select()
    .from(reachChanges)
    .where(
      and(
        isNotNull(reachChanges.effectiveAt),
        isNull(reachChanges.settled),
        lte(reachChanges.effectiveAt, now()),
      ),
    )
  const settling = { how: 'elapsed', actor: { kind: 'software', id: null }, at: now() } as const
  for (const number of due) {
    const { clientId, id } = number
    if (!(await db.transaction((tx) => settleNumber(tx, number, settling)))) continue
    log.info({ event: 'number.waited', clientId, changeId: id })
    live.changed([clientId], 'settings')
  }
}
