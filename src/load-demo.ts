import { loadDemoAgency } from './clients/load-demo-agency.ts'
import type { Db } from './db/db.ts'

/** The demo agency, once, with shifts from today on. */
export async function loadDemo(db: Db, now: Date): Promise<void> {
  if ((await loadDemoAgency(db, now)) === 'alreadyThere') return
  const { planDemoShifts } = await import('./floor/shifts/plan-demo.ts')
  await planDemoShifts(db, now)
}
