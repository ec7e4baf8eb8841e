import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions } from 'light-my-request'
import { buildApp } from '../../src/app.ts'
import { openAnswerPath } from '../../src/calls/answer-path.ts'
import { readConfig } from '../../src/config.ts'
import { closeContext, createContext } from '../../src/context.ts'
import type { Database } from '../../src/db/database.ts'
import { openSpool, type Spool } from '../../src/spool/spool.ts'
import { collectRoutes } from '../support/collect-routes.ts'
import { openTestDatabase } from '../support/database.ts'
import { type Fields, formOf, formType, signatureOf } from '../support/signed-form.ts'

export const publicUrl = 'https://permanence.example.test'
export const tokens = ['old-token', 'new-token'] as const
export const accountSid = `AC${'0'.repeat(32)}`

export type Sent = Partial<{
  fields: Fields
  signature: string | null
  contentType: string | null
  headers: Record<string, string>
  body: string
  method: InjectOptions['method']
}>

export type GuardedApp = Awaited<ReturnType<typeof startGuardedApp>>

/** The whole app behind a public address that is not its own, over a database that counts what is asked of it. */
export async function startGuardedApp() {
  const folder = await mkdtemp(join(tmpdir(), 'permanence-guard-'))
  const opened = await openTestDatabase()
  const touched = { count: 0 }
  const database = countQueries(opened.database, touched)
  const config = readConfig({
    PUBLIC_URL: publicUrl,
    DATA_DIR: folder,
    TWILIO_AUTH_TOKEN: tokens.join(','),
    SMTP_URL: 'smtp://127.0.0.1:9',
    SESSION_SECRET: 'guard-secret-guard-secret-guard-secret',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
  })
  // A look at the queue goes on after the request that asked for it, and would count for the next.
  const rings = { look: () => Promise.resolve(), close: () => Promise.resolve() }
  const spool = countEntries(openSpool(folder), touched)
  const context = await createContext(config, { database, spool, rings })
  await context.directory.refresh()
  const { app, routes } = await collectRoutes(() => buildApp({ ...context, ...openAnswerPath(context) }))
  return {
    context,
    app,
    routes: routes.filter(({ url }) => url.startsWith('/twilio')),
    /** How often the database or the spool was touched so far. */
    touched: () => touched.count,
    /** Sends a form as the exchange would, save where `sent` says otherwise. */
    send: (path: string, { fields = {}, method = 'POST', ...sent }: Sent = {}) => {
      const signature = sent.signature ?? signatureOf(tokens[0], publicUrl + path, fields)
      const contentType = sent.contentType === undefined ? formType : sent.contentType
      return app.inject({
        method,
        url: path,
        payload: sent.body ?? formOf(fields),
        headers: {
          ...(sent.signature === null ? {} : { 'x-twilio-signature': signature }),
          ...(contentType === null ? {} : { 'content-type': contentType }),
          ...sent.headers,
        },
      })
    },
    async close() {
      await app.close()
      await closeContext({ ...context, database: { ...database, close: opened.close } })
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const asking = new Set<PropertyKey>([
  'select',
  'selectDistinct',
  'insert',
  'update',
  'delete',
  'execute',
  'transaction',
])

function countQueries(database: Database, touched: { count: number }): Database {
  const db = new Proxy(database.db, {
    get(target, property) {
      if (asking.has(property)) touched.count++
      return Reflect.get(target, property)
    },
  })
  const run: Database['answers']['run'] = (text, parameter) => {
    touched.count++
    return database.answers.run(text, parameter)
  }
  return { ...database, db, answers: { ...database.answers, run } }
}

const countEntries = (spool: Spool, touched: { count: number }): Spool => ({
  ...spool,
  append(entry) {
    touched.count++
    return spool.append(entry)
  },
})
