import { loadDemoAgency } from './clients/load-demo-agency.ts'
import type { Context } from './context.ts'
import type { Db } from './db/db.ts'

/** The demo agency, once, with shifts from today on. */
export async function loadDemo(db: Db, now: Date): Promise<'loaded' | 'alreadyThere'> {
  if ((await loadDemoAgency(db, now)) === 'alreadyThere') return 'alreadyThere'
  const { planDemoShifts } = await import('./floor/shifts/plan-demo.ts')
  await planDemoShifts(db, now)
  return 'loaded'
}

/** Some weeks of calls behind the demo agency, which the start need not wait for. */
export async function giveDemoItsPast(
  context: Pick<Context, 'db' | 'files' | 'live' | 'log' | 'now'>,
): Promise<void> {
  try {
    const { writePast } = await import('./simulator/past/write-past.ts')
    context.live.changed(await writePast(context, context.now()))
    context.log.info({ event: 'demo.pastWritten' })
  } catch (err) {
    context.log.error({ event: 'demo.noPast', err })
  }
}
