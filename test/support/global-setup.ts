import type { TestProject } from 'vitest/node'
import {
  findChromium,
  findPostgresBin,
  findRadicale,
  findRedisServer,
} from '../../scripts/installed-parts.mjs'
import { makeSnapshot } from './embedded-snapshot.ts'
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
    /** File with the embedded database that tests start from. */
    embeddedSnapshot: string
    /** Path of a Chromium, null where there is none. */
    chromium: string | null
    /** Whether a Radicale is installed. */
    radicale: boolean
  }
}

/** Runs once before all test files; what it returns runs once after them. */
export default async function setUpAll(project: TestProject): Promise<() => Promise<void>> {
  refuseMissingPartsInCi()
  project.provide('chromium', findChromium())
  project.provide('radicale', findRadicale() !== null)
  project.provide('embeddedSnapshot', await makeSnapshot())
  return provideRealServers(project)
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
  if (findPostgresBin() && findRedisServer() && findChromium() && findRadicale()) return
  throw new Error(
    'With CI=true PostgreSQL, Redis, Chromium and Radicale must be installed: npm test installs them.',
  )
}
