import { openListReader } from '../search/list-plans.ts'
import { askEverything } from '../search/list-questions.ts'
import { fillWithRows } from '../search/many-rows.ts'
import { measureInserts } from './inserts.ts'
import { openStage } from './stage.ts'

const clients = 200
const rounds = 3
const targetMs = 50

const clientsOf = {
  large: [1],
  small: [7],
  some: Array.from({ length: 20 }, (_, n) => 1 + 9 * n),
  all: Array.from({ length: clients }, (_, n) => n + 1),
}

/**
 * Every statement of every list among a million calls, each measured from its sending to its answer; target: 95 of
 * 100 within 50 ms. Says which questions are dearest, and what the indexes for finding cost whoever writes a call.
 */
export async function benchSearch({ scale }: { scale: number }): Promise<Record<string, unknown>> {
  const stage = await openStage()
  try {
    const url = await stage.database('search')
    const calls = Math.round(1_000_000 * scale)
    await fillWithRows(url, { clients, calls, slipEach: 2, textEach: 11, contactEach: 9 })
    const reader = openListReader(url)
    const asked = []
    for (const [who, clientIds] of Object.entries(clientsOf))
      for (const { name, ...question } of await askEverything(reader.db, clientIds)) {
        const statements = await reader.sentFor({ ...question })
        const took = []
        for (const statement of statements) took.push(await time(() => reader.run(statement)))
        asked.push({ name: `${who}: ${name}`, statements: took })
      }
    const inserts = await measureInserts(url, Math.round(2_000 * Math.min(1, scale)))
    await reader.close()
    return { ...summarise(asked), targetMs, calls, ...inserts }
  } finally {
    await stage.close()
  }
}

type Took = { readonly name: string; readonly statements: readonly (readonly number[])[] }

async function time(run: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now()
    await run()
    took.push(performance.now() - startedAt)
  }
  return took
}

function summarise(asked: readonly Took[]) {
  const all = asked.flatMap(({ statements }) => statements.flat())
  const dearest = asked
    .map(({ name, statements }) => ({
      name,
      ms: round(Math.max(...statements.map((took) => quantile(took, 0.5)))),
    }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 10)
  const p95 = quantile(all, 0.95)
  return {
    ratio: Math.round((p95 / targetMs) * 100) / 100,
    target: 1,
    p50: round(quantile(all, 0.5)),
    p95: round(p95),
    slowestMedian: dearest[0]?.ms,
    statements: all.length / rounds,
    dearest: dearest.map(({ name, ms }) => `${name} ${ms}`),
  }
}

const quantile = (values: readonly number[], at: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * at))] ?? 0

const round = (ms: number): number => Math.round(ms * 10) / 10
