import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import type { Fleet } from './fleet.ts'
import type { Random } from './random.ts'

/** What may befall a deployment; each leaves it to heal by itself. */
const harms = {
  killWeb: (fleet, random) => random.pick(fleet.webs).signal('SIGKILL'),
  killWorker: (fleet, random) => random.pick(fleet.workers).signal('SIGKILL'),
  endWeb: (fleet, random) => random.pick(fleet.webs).signal('SIGTERM'),
  endWorker: (fleet, random) => random.pick(fleet.workers).signal('SIGTERM'),
  killBackend: ({ postgres: server }) => killBackend(server.url),
  restartPostgres: ({ postgres: server }) => server.restart(),
  async killPostgres({ postgres: server }, random) {
    await server.killImmediate()
    await wait(random.between(0, 2_000))
    await server.restart()
  },
  async killRedis({ redis }, random) {
    await redis.kill()
    await wait(random.between(0, 2_000))
    await redis.restart()
  },
  emptyRedis: ({ redis }) => redis.flushAll(),
  async freezePostgres({ postgres: server, freezeMs }) {
    server.freeze()
    await wait(freezeMs)
    server.thaw()
  },
  async freezeRedis({ redis, freezeMs }) {
    redis.freeze()
    await wait(freezeMs)
    redis.thaw()
  },
  dropSends: ({ exchange }) =>
    exchange.post('trouble', { rest: 'messages.create', does: 'acceptThenDrop', times: 3 }),
  doubleWebhooks: ({ exchange }, random) =>
    exchange.post('trouble', {
      webhook: random.pick(['voice', 'text', 'callStatus', 'recording', 'messageStatus'] as const),
      does: random.pick(['twice', 'late'] as const),
      times: 10,
    }),
} satisfies Record<string, (fleet: Fleet, random: Random) => unknown>
export type Harm = keyof typeof harms

const onPostgres = new Set<string>(['killBackend', 'restartPostgres', 'killPostgres', 'freezePostgres'])
const onRedis = new Set<string>(['killRedis', 'emptyRedis', 'freezeRedis'])

/** Does one harm after the other until told to stop; what needs the same server waits for its turn. */
export function startHarming(fleet: Fleet, random: Random, tell: (harm: Harm) => void) {
  const names = Object.keys(harms) as Harm[]
  const counts = new Map<Harm, number>()
  const busy = new Set<string>()
  const running = new Set<Promise<unknown>>()
  let stopped = false
  const loop = (async () => {
    while (!stopped) {
      await wait(random.between(1_000, 4_000))
      const harm = random.pick(names)
      const server = onPostgres.has(harm) ? 'postgres' : onRedis.has(harm) ? 'redis' : harm
      if (stopped || busy.has(server)) continue
      busy.add(server)
      tell(harm)
      counts.set(harm, (counts.get(harm) ?? 0) + 1)
      const done = Promise.resolve(harms[harm](fleet, random)).finally(() => busy.delete(server))
      running.add(done)
      void done.finally(() => running.delete(done)).catch(() => {})
    }
  })()
  return {
    counts,
    async stop() {
      stopped = true
      await loop
      await Promise.all(running)
      await fleet.exchange.clearTrouble()
    },
  }
}

/** SIGKILL for one of our connections: PostgreSQL then drops all of them and recovers from its log. */
async function killBackend(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 2 })
  try {
    const rows = await sql`select pid from pg_stat_activity where application_name like 'permanence%' limit 1`
    const pid = rows[0]?.pid
    if (typeof pid === 'number') process.kill(pid, 'SIGKILL')
  } catch {
    // It is just restarting: harm enough.
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {})
  }
}
