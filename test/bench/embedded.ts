import { compare, ratioOf, tell } from './compare.ts'
import { startConstantFloor, startEmbedded } from './servers.ts'
import { demoCallers } from './stage.ts'

/** For information: the demo as `npm start` runs it, against a server that only answers. */
export async function benchEmbedded({ scale }: { scale: number }): Promise<Record<string, unknown>> {
  const servers = [await startConstantFloor(), await startEmbedded()]
  try {
    const contenders = servers.map((server) => ({ server, callers: demoCallers }))
    const count = Math.round(2_000 * scale)
    const results = []
    for (const connections of [10, 100])
      results.push(await compare(contenders, { connections, count, rounds: 3 }))
    for (const result of results.flat()) tell(result)
    const [at10, at100] = results.map(([floor, ours]) => ratioOf(ours, floor))
    return { ratio: at10, at10, at100, perSecond: results[0]?.[1]?.perSecond }
  } finally {
    for (const server of servers) await server.stop()
  }
}
