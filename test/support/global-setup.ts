import type { TestProject } from 'vitest/node'
import { findChromium, findPostgresBin, findRedisServer } from '../../scripts/installed-parts.mjs'
import { startRealPostgres } from './real-postgres.ts'
import { startRealRedis } from './real-redis.ts'

/** URLs of the PostgreSQL and the Redis that all test files share; files make their own database in them. */
export interface RealServers {
  postgresUrl: string
  redisUrl: string
}

declare module 'vitest' {
  interface ProvidedContext {
    /** null where PostgreSQL or Redis is not installed. */
    realServers: RealServers | null
    /** Path of a Chromium, null where there is none. */
    chromium: string | null
  }
}

/** Runs once before all test files; what it returns runs once after them. */
export default async function setUpAll(project: TestProject): Promise<() => Promise<void>> {
  refuseMissingPartsInCi()
  project.provide('chromium', findChromium())
  // The PGlite snapshot (test/support/database.ts) is made here and provided as well.
  const stopServers = await provideRealServers(project)
  return stopServers
}

async function provideRealServers(project: TestProject): Promise<() => Promise<void>> {
  if (findPostgresBin() === null || findRedisServer() === null) {
    project.provide('realServers', null)
    return async () => {}
  }
  const [postgres, redis] = await Promise.all([startRealPostgres(), startRealRedis()])
  project.provide('realServers', { postgresUrl: postgres.url, redisUrl: redis.url })
  return async () => {
    await Promise.all([postgres.stop(), redis.stop()])
  }
}

function refuseMissingPartsInCi(): void {
  if (process.env.CI !== 'true') return
  if (findPostgresBin() && findRedisServer() && findChromium()) return
  throw new Error('With CI=true PostgreSQL, Redis and Chromium must be installed: npm test installs them.')
}
