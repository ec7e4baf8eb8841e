import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import postgres from 'postgres'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { createDatabase, dropDatabase } from './create-database.ts'
import { startRealPostgres } from './real-postgres.ts'
import { startRealRedis } from './real-redis.ts'
import { describeWithRealServers, realServers } from './where-installed.ts'

describeWithRealServers('the servers that tests start for themselves', () => {
  test('a database made from a template holds what the template held', async () => {
    const { postgresUrl } = realServers()
    const template = await createDatabase(postgresUrl, 'template_with_a_row')
    await run(template, 'create table kept (word text); insert into kept values ($$bonjour$$)')
    const copy = await createDatabase(postgresUrl, 'copy_of_template', 'template_with_a_row')
    expect(await run(copy, 'select word from kept')).toEqual([{ word: 'bonjour' }])
    await dropDatabase(postgresUrl, 'copy_of_template')
    await dropDatabase(postgresUrl, 'template_with_a_row')
  })

  test('a frozen PostgreSQL answers nothing until it is thawed', async () => {
    const server = await startRealPostgres()
    onTestFinished(() => server.stop())
    const sql = postgres(server.url, { max: 1, onnotice: () => {} })
    onTestFinished(() => sql.end())
    await sql`select 1`
    server.freeze()
    const answer = sql`select 2 as n`.then(([row]) => row?.n)
    expect(await Promise.race([answer, pause(300, 'silence')])).toBe('silence')
    server.thaw()
    expect(await answer).toBe(2)
  })

  test('a PostgreSQL killed in the middle of work keeps what was committed', async () => {
    const server = await startRealPostgres()
    onTestFinished(() => server.stop())
    const url = await server.createDatabase('survivor')
    await run(url, 'create table kept (n int); insert into kept values (7)')
    const before = server.pid
    await server.killImmediate()
    await expect(run(url, 'select 1')).rejects.toThrow()
    await server.restart()
    expect(server.pid).not.toBe(before)
    expect(await run(url, 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('a Redis can be frozen, emptied, killed and started again', async () => {
    const server = await startRealRedis()
    onTestFinished(() => server.stop())
    const redis = new Redis(server.url, { maxRetriesPerRequest: null, retryStrategy: () => 20 })
    redis.on('error', () => {})
    onTestFinished(() => redis.disconnect())
    await redis.set('word', 'bonjour')
    server.freeze()
    const answer = redis.get('word')
    expect(await Promise.race([answer, pause(300, 'silence')])).toBe('silence')
    server.thaw()
    expect(await answer).toBe('bonjour')
    await server.flushAll()
    expect(await redis.get('word')).toBeNull()
    await server.kill()
    await server.restart()
    expect(await redis.ping()).toBe('PONG')
  })

  test('servers do not outlive a test process that is killed', async () => {
    const support = new URL('.', import.meta.url)
    const script = `
      const { startRealPostgres } = await import('${new URL('real-postgres.ts', support)}')
      const { startRealRedis } = await import('${new URL('real-redis.ts', support)}')
      const [postgres, redis] = await Promise.all([startRealPostgres(), startRealRedis()])
      console.log(JSON.stringify({ pids: [postgres.pid, redis.pid], dataDir: postgres.dataDir }))
      setInterval(() => {}, 1000)`
    const owner = spawn(process.execPath, ['--input-type=module', '--eval', script])
    const [line] = await once(createInterface(owner.stdout), 'line')
    const { pids, dataDir } = z
      .object({ pids: z.number().array(), dataDir: z.string() })
      .parse(JSON.parse(line))
    expect(pids.filter(isAlive)).toEqual(pids)
    owner.kill('SIGKILL')
    await vi.waitUntil(() => pids.every((pid) => !isAlive(pid)) && !existsSync(dataDir), { timeout: 10_000 })
  })
})

async function run(url: string, statement: string): Promise<object[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 })
  try {
    return [...(await sql.unsafe(statement))]
  } finally {
    await sql.end()
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
