import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { until } from '../support/until.ts'
import { type Account, account } from './account.ts'
import { connect, drive } from './drive.ts'
import { type Evidence, evidenceSchema } from './evidence.ts'
import { type Fleet, startFleet } from './fleet.ts'
import { startHarming } from './harms.ts'
import { openHealer } from './heal.ts'
import { randomFrom } from './random.ts'

export type SoakOptions = {
  seconds: number
  seed: number
  perSecond: number
  /** How long a frozen server stays so. */
  freezeSeconds: number
  /** How long the workers go on by themselves before the clock is put forward. */
  calmSeconds: number
  tell: (line: string) => void
}

/** Loads and harms a whole deployment, lets it heal, and accounts for all that the exchange saw. */
export async function runSoak(options: SoakOptions): Promise<Account> {
  const fleet = await startFleet(options.seed, options.freezeSeconds * 1000)
  let result: Account
  try {
    result = await soak(fleet, options)
  } catch (error) {
    await fleet.stop()
    throw error
  }
  const left = await fleet.stop()
  return { ...result, breaches: [...result.breaches, ...left.map((pid) => `process ${pid} is left`)] }
}

async function soak(fleet: Fleet, { seconds, seed, perSecond, calmSeconds, tell }: SoakOptions) {
  await connect(fleet)
  const begun = performance.now()
  const since = () => `${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s`
  const harming = startHarming(fleet, randomFrom(seed), (harm) => tell(`${since()}  ${harm}`))
  const arrivals = await drive(fleet, randomFrom(seed + 1), { seconds, perSecond })
  await harming.stop()
  tell(`${since()}  the harm is over, ${arrivals.length} arrivals`)
  await fleet.exchange.post('settle', {})
  tell(`${since()}  the exchange has nothing under way any more`)
  await until('both web processes are ready and their spools entered', fleet.isReady, 180_000)
  tell(`${since()}  both web processes are ready`)
  await wait(calmSeconds * 1000)
  await Promise.all(fleet.workers.map((worker) => worker.stop()))
  const healer = await openHealer(fleet)
  try {
    const { reconciled, again, minutesAhead } = await healer.heal()
    tell(
      `${since()}  healed in ${minutesAhead} simulated minutes; from the lists: ${JSON.stringify(reconciled)}`,
    )
    await fleet.exchange.post('settle', {})
    const evidence = evidenceSchema.parse(await fleet.exchange.get('evidence'))
    keepForLater(evidence)
    const result = await account(healer.context, evidence, fleet.mailIds)
    const harms = Object.fromEntries([...harming.counts].map(([harm, count]) => [`harm ${harm}`, count]))
    const repeated = again.calls + again.texts + again.recordings
    const breaches = repeated > 0 ? [`a second look at the lists entered ${repeated} again`] : []
    return { counts: { ...harms, ...result.counts }, breaches: [...breaches, ...result.breaches] }
  } finally {
    await healer.close()
  }
}

/** To look into a breach: SOAK_LOGS names a folder that is kept. */
function keepForLater(evidence: Evidence): void {
  const folder = process.env.SOAK_LOGS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'evidence.json'), JSON.stringify(evidence))
}
