import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls } from '../../src/calls/tables.ts'
import { loadDemoAgency } from '../../src/clients/load-demo-agency.ts'
import { migrateServerDatabase } from '../../src/db/migrate.ts'
import { openServerDatabase } from '../../src/db/server-database.ts'
import { readTwiml } from '../../src/simulator/read-twiml.ts'
import { demoAccountSid } from '../../src/twilio-settings.ts'
import { quickStart } from '../support/quick-start.ts'
import { type RealPostgres, startRealPostgres } from '../support/real-postgres.ts'
import { type RealRedis, startRealRedis } from '../support/real-redis.ts'
import { findFreePort, guardFolder, type ServerProcess, startProcess } from '../support/server-process.ts'
import { formOf, formType, signatureOf } from '../support/signed-form.ts'
import { until } from '../support/until.ts'
import { describeWithRealServers } from '../support/where-installed.ts'
import { arrival, morelLine, names, newCallSid, pathIn, spoken } from './degraded-rig.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const token = 'boot-token'

/** A web process as it is deployed, in a folder that outlives it. */
async function prepareWeb(databaseUrl: string, redisUrl: string) {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-boot-'))
  guardFolder(folder)
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const settings = {
    ...{ PORT: String(port), PUBLIC_URL: url, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'info' },
    ...{ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, SMTP_URL: 'smtp://127.0.0.1:1' },
    ...{ TWILIO_AUTH_TOKEN: token, TWILIO_API_URL: 'http://127.0.0.1:1', SESSION_SECRET: 's'.repeat(32) },
  }
  const env = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  return {
    async boot(): Promise<ServerProcess> {
      const args = [...env, process.execPath, ...quickStart, main, '--role=web']
      const web = startProcess({ command: '/usr/bin/env', args, folder })
      await until('the web process lives', () => status(`${url}/livez`), 60_000)
      return web
    },
    isReady: async () => (await status(`${url}/readyz`)) === 200,
    async ask(path: string, more: Record<string, string>) {
      const fields = { AccountSid: demoAccountSid, ...more }
      const headers = {
        'content-type': formType,
        'x-twilio-signature': signatureOf(token, url + path, fields),
      }
      const response = await fetch(url + path, { method: 'POST', headers, body: formOf(fields) })
      expect(response.status).toBe(200)
      const read = readTwiml(await response.text())
      if (!('verbs' in read)) throw new Error(read.detail)
      return read.verbs
    },
  }
}

const status = (url: string): Promise<number | null> =>
  fetch(url).then(
    (response) => response.status,
    () => null,
  )

describeWithRealServers('a web process starts while the database is gone', () => {
  let postgres: RealPostgres
  let redis: RealRedis
  let databaseUrl: string
  beforeAll(async () => {
    ;[postgres, redis] = await Promise.all([startRealPostgres(), startRealRedis()])
    databaseUrl = await postgres.createDatabase('agency')
    await migrateServerDatabase(databaseUrl)
    const database = openServerDatabase(databaseUrl)
    await loadDemoAgency(database.db, new Date('2026-01-05T08:00:00Z'))
    await database.close()
  })
  afterAll(() => Promise.all([postgres?.stop(), redis?.stop()]))

  test('it answers from what the last one left on the disk, and enters it all later', async () => {
    const web = await prepareWeb(databaseUrl, redis.url)
    const first = await web.boot()
    await until('it is ready', web.isReady, 90_000)
    await first.end('SIGKILL')
    await postgres.killImmediate()

    const second = await web.boot()
    const [known, unknown] = [newCallSid(), newCallSid()]
    const voicemail = await web.ask('/twilio/voice', arrival(known, morelLine))
    expect(spoken(voicemail)).toContain('Cabinet Morel')
    const left = { ...arrival(known, morelLine), RecordingDuration: '7', Digits: 'hangup' }
    await web.ask(pathIn(voicemail, 'Record', 'action'), left)
    const apology = await web.ask('/twilio/voice', arrival(unknown, '+33199001999'))
    expect(names(apology)).toEqual(expect.arrayContaining(['Say', 'Record']))
    expect(await web.isReady()).toBe(false)

    await postgres.restart()
    const database = openServerDatabase(databaseUrl)
    const row = await until(
      'the call is in the database, with its voicemail',
      async () => {
        const [found] = await database.db.select().from(calls).where(eq(calls.callSid, known))
        return found?.recordedSeconds ? found : null
      },
      90_000,
    )
    expect(row).toMatchObject({ degraded: true, decision: { facts: { heard: 'voicemail' } } })
    await until('it is ready', web.isReady, 90_000)
    const later = newCallSid()
    await web.ask('/twilio/voice', arrival(later, morelLine))
    const [byRules] = await database.db.select().from(calls).where(eq(calls.callSid, later))
    expect(byRules?.degraded).toBe(false)
    await database.close()
    await second.end('SIGKILL')
  }, 300_000)

  test('for the first time, with nothing on the disk: an apology and a voicemail, which are entered too', async () => {
    const web = await prepareWeb(databaseUrl, redis.url)
    await postgres.killImmediate()
    const process = await web.boot()
    const callSid = newCallSid()
    const apology = await web.ask('/twilio/voice', arrival(callSid, morelLine))
    expect(names(apology)).toEqual(expect.arrayContaining(['Say', 'Record']))
    const left = { ...arrival(callSid, morelLine), RecordingDuration: '9', Digits: 'hangup' }
    await web.ask(pathIn(apology, 'Record', 'action'), left)
    await postgres.restart()
    const database = openServerDatabase(databaseUrl)
    const row = await until(
      'the call is in the database, with its voicemail',
      async () => {
        const [found] = await database.db.select().from(calls).where(eq(calls.callSid, callSid))
        return found?.recordedSeconds ? found : null
      },
      90_000,
    )
    expect(row).toMatchObject({
      degraded: true,
      recordedSeconds: 9,
      decision: { facts: { heard: 'apology' } },
    })
    await database.close()
    await process.end('SIGKILL')
  }, 300_000)
})
