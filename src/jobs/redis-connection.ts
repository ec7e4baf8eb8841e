import { once } from 'node:events'
import { Cluster, Redis, type RedisOptions } from 'ioredis'
import type { Logger } from 'pino'

type RedisConnection = Redis | Cluster

/** Fails within half a second instead of waiting: a webhook must be answered while Redis is away. */
export const producerOptions = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 1,
  commandTimeout: 500,
  socketTimeout: 5_000,
} satisfies RedisOptions

/** Waits for Redis as long as it takes. A blocking read lasts 10 s, so 30 s of silence is a dead peer. */
export const workerOptions = {
  enableOfflineQueue: true,
  maxRetriesPerRequest: null,
  socketTimeout: 30_000,
} satisfies RedisOptions

type Role = typeof producerOptions | typeof workerOptions

/**
 * `url` is one address (`redis://…`, `rediss://…`) or, for a cluster, several separated by commas.
 * Connects in the background, again and again; logs once per outage, without the address.
 */
export function openRedis(url: string, role: Role, log: Logger): RedisConnection {
  const connection = url.includes(',') ? openCluster(url.split(','), role) : openOne(url, role)
  logOutages(connection, log)
  return connection
}

/** Returns when Redis answered, or after a second. */
export async function waitForRedis(connection: RedisConnection): Promise<void> {
  if (connection.status === 'ready') return
  const waiting = new AbortController()
  const late = setTimeout(() => waiting.abort(), 1_000)
  await once(connection, 'ready', { signal: waiting.signal }).catch(() => {})
  clearTimeout(late)
}

/**
 * Refuses a Redis that forgets its jobs at a restart. A managed Redis that forbids CONFIG is only warned about.
 * Waits until Redis answers.
 */
export async function refuseVolatileRedis(connection: RedisConnection, log: Logger): Promise<void> {
  const appendOnly = await readAppendOnly(connection)
  if (appendOnly === 'no') {
    throw new Error('Redis has "appendonly no": it would forget jobs at a restart; expected "appendonly yes"')
  }
  if (appendOnly === 'unknown') log.warn({ event: 'redis.appendOnlyUnknown' })
}

async function readAppendOnly(connection: RedisConnection) {
  try {
    const answer: unknown = await connection.config('GET', 'appendonly')
    return Array.isArray(answer) && typeof answer[1] === 'string' ? answer[1] : 'unknown'
  } catch (error) {
    // Forbidden by an ACL (NOPERM), or renamed away (unknown command).
    if (error instanceof Error && /NOPERM|unknown command/i.test(error.message)) return 'unknown'
    throw error
  }
}

function openOne(url: string, role: Role) {
  return new Redis(url, { ...role, retryStrategy: (attempt) => Math.min(attempt * 100, 2_000) })
}

/** The nodes that the first ones name are reached with the credentials of the first. */
function openCluster(addresses: string[], { enableOfflineQueue, ...limits }: Role) {
  const { username, password, protocol } = new URL(addresses[0] ?? '')
  const redisOptions = {
    ...limits,
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  }
  return new Cluster(addresses, { enableOfflineQueue, redisOptions })
}

function logOutages(connection: RedisConnection, log: Logger) {
  let away = false
  connection.on('error', (error: NodeJS.ErrnoException) => {
    if (!away) log.error({ event: 'redis.away', code: error.code ?? error.name })
    away = true
  })
  connection.on('ready', () => {
    if (away) log.info({ event: 'redis.back' })
    away = false
  })
}
