import { afterAll, beforeAll, expect, test } from 'vitest'
import { startLive, tellChanged } from '../../src/db/live.ts'
import { openServerDatabase } from '../../src/db/server-database.ts'
import { createLog } from '../../src/log.ts'
import { openTestDatabase } from '../support/database.ts'
import { type RealPostgres, startRealPostgres } from '../support/real-postgres.ts'
import { until } from '../support/until.ts'
import { describeWithRealServers } from '../support/where-installed.ts'

const log = createLog('silent')

/** Listens until the first message has come through, so that later ones are not sent too early. */
async function listenTo(live: ReturnType<typeof startLive>, topic: 'work' | 'settings') {
  const heard: number[][] = []
  live.onChange(topic, (ids) => heard.push(ids))
  await until('the first message is heard', () => {
    live.changed([0], topic)
    return heard.length > 0
  })
  return heard
}

test('what changes within a moment goes out together, each client once, and only on its topic', async () => {
  const { database, close } = await openTestDatabase()
  const sent: string[] = []
  const notify = (channel: string, payload: string) => {
    sent.push(`${channel} ${payload}`)
    return database.notify(channel, payload)
  }
  const live = startLive({ listen: database.listen, notify }, log)
  const settings: number[][] = []
  live.onChange('settings', (ids) => settings.push(ids))
  const heard = await listenTo(live, 'work')
  const [before, sentBefore] = [heard.length, sent.length]
  for (const id of [1, 2, 1, 3]) live.changed([id])
  await until('the message is heard', () => heard.flat().includes(3))
  expect(
    heard
      .slice(before)
      .flat()
      .filter((id) => id !== 0),
  ).toEqual([1, 2, 3])
  expect(sent.slice(sentBefore)).toEqual([expect.stringMatching(/^permanence_work (0,)?1,2,3$/)])
  expect(settings).toEqual([])
  await live.close()
  await close()
})

test('ten thousand clients fit into messages of the size that PostgreSQL takes', async () => {
  const { database, close } = await openTestDatabase()
  const live = startLive(database, log)
  const heard = await listenTo(live, 'settings')
  const ids = Array.from({ length: 10_000 }, (_, n) => n + 2_147_000_000)
  await tellChanged(database, ids)
  await until('all are heard', () => ids.every((id) => heard.some((some) => some.includes(id))))
  await live.close()
  await close()
})

test('a database that cannot be told costs freshness only', async () => {
  const refused = async () => {
    throw new Error('away')
  }
  const live = startLive({ listen: refused, notify: refused }, log)
  live.changed([1])
  await live.close()
})

describeWithRealServers('on a server that goes away', () => {
  let postgres: RealPostgres
  beforeAll(async () => {
    postgres = await startRealPostgres()
  })
  afterAll(() => postgres?.stop())

  test('messages are heard again once it is back', async () => {
    const database = openServerDatabase(postgres.url)
    const live = startLive(database, log)
    await listenTo(live, 'work')
    for (let round = 0; round < 3; round++) {
      await postgres.killImmediate()
      live.changed([7])
      await postgres.restart()
      await listenTo(live, 'work')
    }
    await live.close()
    await database.close()
  })

  test('a process that started without it hears every message once', async () => {
    await postgres.killImmediate()
    const database = openServerDatabase(postgres.url)
    let failed = 0
    const counted = {
      notify: database.notify,
      listen: (channel: string, heard: (payload: string) => void) =>
        database.listen(channel, heard).catch((error) => {
          failed += 1
          throw error
        }),
    }
    const live = startLive(counted, log)
    await until('it has tried in vain, twice on each channel', () => failed >= 4)
    await postgres.restart()
    const heard = await listenTo(live, 'work')
    live.changed([11])
    await until('the message is heard', () => heard.flat().includes(11))
    live.changed([12])
    await until('the next message is heard', () => heard.flat().includes(12))
    expect(heard.flat().filter((id) => id === 11)).toEqual([11])
    await live.close()
    await database.close()
  })
})
