import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createDirectory } from '../../src/clients/directory.ts'
import { keepDirectory } from '../../src/clients/keep-directory.ts'
import { clients } from '../../src/clients/tables.ts'
import { readConfig } from '../../src/config.ts'
import type { Database } from '../../src/db/database.ts'
import { startLive, tellChanged } from '../../src/db/live.ts'
import { openServerDatabase } from '../../src/db/server-database.ts'
import { createLog } from '../../src/log.ts'
import { openTestDatabase } from '../support/database.ts'
import { until } from '../support/until.ts'
import { describeWithRealServers } from '../support/where-installed.ts'

const line = '+33199001001'
const log = createLog('silent')
const nowhere = 'postgres://nobody@127.0.0.1:1/nothing'

describeWithRealServers('the directory of a web process', () => {
  let database: Database
  let closeDatabase: () => Promise<void>
  let dataDir: string
  const stops: (() => unknown)[] = []
  beforeAll(async () => {
    const opened = await openTestDatabase('server')
    database = opened.database
    closeDatabase = opened.close
    dataDir = await mkdtemp(join(tmpdir(), 'permanence-directory-'))
  })
  afterEach(async () => {
    vi.useRealTimers()
    for (const stop of stops.splice(0)) await stop()
  })
  afterAll(async () => {
    await closeDatabase()
    await rm(dataDir, { recursive: true, force: true })
  })

  async function keep(
    { db, ...rest }: Pick<Database, 'db' | 'listen' | 'notify'> = database,
    now = () => new Date(),
  ) {
    const config = readConfig({
      ...{ DATA_DIR: dataDir, DATABASE_URL: nowhere, REDIS_URL: 'redis://127.0.0.1:1' },
    })
    const live = startLive(rest, log)
    const directory = createDirectory(db)
    const stop = await keepDirectory({ config, db, directory, live, log, now })
    stops.push(stop, () => live.close())
    return { directory, live }
  }
  const rename = (name: string, changedAt = new Date()) =>
    database.db
      .update(clients)
      .set({ name, changedAt, version: sql`${clients.version} + 1` })
      .where(eq(clients.key, 'morel'))
  const nameNow = ({ directory }: Awaited<ReturnType<typeof keep>>) => directory.findLine(line)?.client.name

  test('holds every line, and leaves a whole snapshot on the disk', async () => {
    const kept = await keep()
    expect(kept.directory.isComplete()).toBe(true)
    expect(nameNow(kept)).toContain('Cabinet Morel')
    const stored = JSON.parse(await readFile(join(dataDir, 'directory.json'), 'utf8'))
    expect(stored.lines).toHaveLength(4)
    expect((await readdir(dataDir)).filter((file) => file !== 'directory.json')).toEqual([])
  })

  test('starts from the snapshot where the database is gone, and says that it is not complete', async () => {
    await keep()
    const gone = openServerDatabase(nowhere)
    const kept = await keep(gone)
    stops.push(() => gone.close())
    expect(kept.directory.isComplete()).toBe(false)
    expect(kept.directory.findLine(line)?.client.executives.get('morel')?.number).toBe('+33199001101')
    expect(kept.directory.findLine('+33199001999')).toBeNull()
  })

  test('starts empty where there is no snapshot, or a torn one', async () => {
    await writeFile(join(dataDir, 'directory.json'), '{"clients":[{"key":"mor')
    const gone = openServerDatabase(nowhere)
    stops.push(() => gone.close())
    const kept = await keep(gone)
    expect([...kept.directory.lines()]).toEqual([])
    expect(kept.directory.isComplete()).toBe(false)
  })

  test('hears of a change at once', async () => {
    const kept = await keep()
    await rename('Cabinet Morel-Roux')
    const [morel] = await database.db.select().from(clients).where(eq(clients.key, 'morel'))
    await until('the new name is in memory', async () => {
      await tellChanged(database, [morel?.clientId ?? 0])
      return nameNow(kept) === 'Cabinet Morel-Roux'
    })
  })

  test('finds a change of which it was not told, also one made while it could not look', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    let away = false
    const db: Database['db'] = new Proxy(database.db, {
      get(target, property) {
        if (away && property === 'select') throw new Error('away')
        return Reflect.get(target, property)
      },
    })
    const clock = { now: new Date() }
    const silent = { db, listen: database.listen, notify: database.notify }
    const kept = await keep(silent, () => clock.now)
    away = true
    await rename('Cabinet Nguyen', clock.now)
    for (let look = 0; look < 40; look++) {
      clock.now = new Date(clock.now.getTime() + 15_000)
      await vi.advanceTimersByTimeAsync(15_000)
    }
    expect(nameNow(kept)).not.toBe('Cabinet Nguyen')
    away = false
    clock.now = new Date(clock.now.getTime() + 15_000)
    await vi.advanceTimersByTimeAsync(15_000)
    vi.useRealTimers()
    await until('the new name is in memory', () => nameNow(kept) === 'Cabinet Nguyen')
  })
})
