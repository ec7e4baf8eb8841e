import { compare, ratioOf, tell } from './compare.ts'
import { type AgencySize, agencyCallers, fillAgency } from './fill-agency.ts'
import { startWeb } from './servers.ts'
import { demoCallers, demoDatabase, openStage } from './stage.ts'

/** An agency a thousand times the demo's, against the demo; target: 0.85 of its calls per second. */
export async function benchBigAgency({ scale }: { scale: number }): Promise<Record<string, unknown>> {
  const size = {
    clients: Math.round(10_000 * scale),
    rules: 200,
    contacts: Math.round(1_000_000 * scale),
    calls: Math.round(1_000_000 * scale),
  }
  const stage = await openStage()
  try {
    const { redisUrl } = stage
    const bigUrl = await stage.database('big')
    await fillInTime(bigUrl, size)
    const demoUrl = await demoDatabase(stage, 'demo')
    const demo = stage.keep(await startWeb('demo agency', { databaseUrl: demoUrl, redisUrl }))
    const big = stage.keep(await startWeb('big agency', { databaseUrl: bigUrl, redisUrl }))
    const atStart = big.megabytes()
    const contenders = [
      { server: demo, callers: demoCallers },
      { server: big, callers: agencyCallers(size) },
    ]
    const count = Math.round(20_000 * Math.min(1, scale))
    const results = await compare(contenders, { connections: 100, count, rounds: 5 })
    for (const result of results) tell(result)
    const [ofDemo, ofBig] = results
    return {
      ratio: ratioOf(ofBig, ofDemo),
      target: 0.85,
      bootMs: big.bootMs,
      demoBootMs: demo.bootMs,
      megabytesAtStart: atStart,
      megabytes: ofBig?.megabytes,
      demoMegabytes: ofDemo?.megabytes,
    }
  } finally {
    await stage.close()
  }
}

async function fillInTime(url: string, size: AgencySize): Promise<void> {
  const startedAt = performance.now()
  await fillAgency(url, size)
  console.log(`filled in ${Math.round((performance.now() - startedAt) / 1000)} s`)
}
