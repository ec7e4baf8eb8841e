import { compare, ratioOf, tell } from './compare.ts'
import { startWeb } from './servers.ts'
import { analyse, demoCallers, demoDatabase, openStage } from './stage.ts'

/** What it brings to write the calls that arrive together in one statement, against one statement a call. */
export async function benchGather({ scale }: { scale: number }): Promise<Record<string, unknown>> {
  const stage = await openStage()
  try {
    const { redisUrl } = stage
    const urls = [await demoDatabase(stage, 'together'), await demoDatabase(stage, 'alone')] as const
    const together = stage.keep(await startWeb('together', { databaseUrl: urls[0], redisUrl }))
    const alone = stage.keep(
      await startWeb('alone', { databaseUrl: urls[1], redisUrl }, 'test/bench/ungathered.ts'),
    )
    const contenders = [together, alone].map((server) => ({ server, callers: demoCallers }))
    const settle = async () => {
      for (const url of urls) await analyse(url)
    }
    const ratios = []
    for (const connections of [10, 100]) {
      const results = await compare(contenders, {
        connections,
        count: Math.round(6_000 * scale),
        rounds: 5,
        settle,
      })
      for (const result of results) tell(result)
      ratios.push(ratioOf(results[0], results[1]))
    }
    const [at10, at100] = ratios
    return { ratio: at100, at10, at100 }
  } finally {
    await stage.close()
  }
}
