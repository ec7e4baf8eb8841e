import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Figures, Load } from './load.ts'
import type { Ringing } from './requests.ts'
import type { Server } from './servers.ts'

/** A server and who rings there. */
export type Contender = { server: Server; callers: readonly Ringing[] }
export type Rounds = {
  connections: number
  count: number
  rounds: number
  /** Done once, after the warm-up: what the machine would do by itself within a minute. */
  settle?: () => Promise<void>
}
/** The medians over all rounds, and every call that got no TwiML. */
export type Result = Figures & { server: string; connections: number; megabytes: number }

/**
 * Measures servers one after the other, again and again (A B A B …), so that whatever else the machine does
 * falls on all of them. Each is warmed up with a round that does not count.
 */
export async function compare(
  contenders: readonly Contender[],
  { connections, count, rounds, settle }: Rounds,
): Promise<Result[]> {
  const loader = fork(fileURLToPath(new URL('load.ts', import.meta.url)))
  const figures = contenders.map((): Figures[] => [])
  for (let round = 0; round <= rounds; round++) {
    if (round === 1) await settle?.()
    for (const [n, { server, callers }] of contenders.entries()) {
      const measured = await ask(loader, { port: server.port, connections, count, callers })
      if (round > 0) figures[n]?.push(measured)
    }
  }
  loader.disconnect()
  return contenders.map(({ server }, n) => ({
    server: server.name,
    connections,
    ...mediansOf(figures[n] ?? []),
    megabytes: server.megabytes(),
  }))
}

/** How much faster the first is than the second. */
export const ratioOf = (ours: Result | undefined, theirs: Result | undefined): number =>
  Math.round(((ours?.perSecond ?? 0) / (theirs?.perSecond ?? 1)) * 100) / 100

/** One line for people; the last line of a bench, JSON, is for programs. */
export function tell({ server, connections, perSecond, p50, p99, megabytes, wrong }: Result): void {
  const cells = [server.padEnd(14), `${connections}`.padStart(4), `${perSecond}/s`.padStart(8)]
  console.log(`${cells.join(' ')}   p50 ${p50} ms   p99 ${p99} ms   ${megabytes} MB   ${wrong} wrong`)
}

async function ask(loader: ChildProcess, load: Load): Promise<Figures> {
  loader.send(load)
  const [figures] = await once(loader, 'message')
  return figures
}

const mediansOf = (figures: readonly Figures[]): Figures => ({
  perSecond: median(figures.map((one) => one.perSecond)),
  p50: median(figures.map((one) => one.p50)),
  p99: median(figures.map((one) => one.p99)),
  wrong: figures.reduce((sum, one) => sum + one.wrong, 0),
})

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
