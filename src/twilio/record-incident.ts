import type { Context } from '../context.ts'
import { exchangeIncidents } from './tables.ts'

export type Incident = Omit<typeof exchangeIncidents.$inferInsert, 'at'>

/** Notes that the exchange turned to our fallback address. Safe to repeat. */
export async function recordIncident({ db }: Pick<Context, 'db'>, incident: Incident, at: Date) {
  await db
    .insert(exchangeIncidents)
    .values({ ...incident, at })
    .onConflictDoNothing()
}
