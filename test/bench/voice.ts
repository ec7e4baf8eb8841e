import { compare, type Rounds, ratioOf, tell } from './compare.ts'
import { startConstantFloor, startInsertFloor, startWeb } from './servers.ts'
import { countSaved, demoCallers, demoDatabase, openStage } from './stage.ts'

/** The whole `/twilio/voice` with distinct calls against the least that could be done; target: 0.8 × F2. */
export async function benchVoice({ scale }: { scale: number }): Promise<Record<string, unknown>> {
  const stage = await openStage()
  try {
    const oursUrl = await demoDatabase(stage, 'ours')
    const servers = [
      stage.keep(await startConstantFloor()),
      stage.keep(await startInsertFloor(await stage.database('floor'))),
      stage.keep(await startWeb('ours', { databaseUrl: oursUrl, redisUrl: stage.redisUrl })),
    ]
    const contenders = servers.map((server) => ({ server, callers: demoCallers }))
    const sizes: Rounds[] = [
      { connections: 10, count: 10_000 * scale, rounds: 5 },
      { connections: 100, count: 15_000 * scale, rounds: 5 },
    ]
    const results = []
    for (const size of sizes) results.push(await compare(contenders, size))
    for (const result of results.flat()) tell(result)
    const asked = sizes.reduce((sum, { count, rounds }) => sum + count * (rounds + 1), 0)
    const [at10, at100] = results.map(([, floor, ours]) => ratioOf(ours, floor))
    const missing = asked - (await countSaved(oursUrl))
    return { ratio: Math.min(at10 ?? 0, at100 ?? 0), at10, at100, target: 0.8, missing }
  } finally {
    await stage.close()
  }
}
