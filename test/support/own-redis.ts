import { Redis } from 'ioredis'
import { realServers } from './where-installed.ts'

/** Test files that run at once must not take each other's jobs: each pool has a Redis database of its own. */
export const ownRedis = (): string =>
  `${realServers().redisUrl}/${Number(process.env.VITEST_POOL_ID ?? 0) % 16}`

/** Of the file before. */
export async function forgetJobs(): Promise<void> {
  const redis = new Redis(ownRedis())
  await redis.flushdb()
  redis.disconnect()
}
