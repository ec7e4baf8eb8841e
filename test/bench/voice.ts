import { compare, type Rounds, ratioOf, tell } from './compare.ts'
import { startConstantFloor, startInsertFloor, startWeb } from './servers.ts'
import { analyse, countSaved, demoCallers, demoDatabase, openStage } from './stage.ts'

/** The whole `/twilio/voice` with distinct calls against the least that could be done; target: 0.8 × F2. */
export async function benchVoice({ scale }: { scale: number }): Promise<Record<string, unknown>> {
  const stage = await openStage()
  try {
    const oursUrl = await demoDatabase(stage, 'ours')
    const floorUrl = await stage.database('floor')
    const servers = [
      stage.keep(await startConstantFloor()),
      stage.keep(await startInsertFloor(floorUrl)),
      stage.keep(await startWeb('ours', { databaseUrl: oursUrl, redisUrl: stage.redisUrl })),
    ]
    const settle = async () => {
      for (const url of [oursUrl, floorUrl]) await analyse(url)
    }
    const contenders = servers.map((server) => ({ server, callers: demoCallers }))
    const sizes: Rounds[] = [
      { connections: 10, count: Math.round(8_000 * scale), rounds: 7, settle },
      { connections: 100, count: Math.round(16_000 * scale), rounds: 7, settle },
    ]
    const results = []
    for (const size of sizes) results.push(await compare(contenders, size))
    for (const result of results.flat()) tell(result)
    const asked = sizes.reduce((sum, { count, rounds }) => sum + count * (rounds + 1), 0)
    const [at10 = 0, at100 = 0] = results.map(([, floor, ours]) => ratioOf(ours, floor))
    const unsaved = asked - (await countSaved(oursUrl))
    return { ratio: Math.min(at10, at100), at10, at100, target: 0.8, unsaved }
  } finally {
    await stage.close()
  }
}
