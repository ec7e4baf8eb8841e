import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, dropDatabase } from '../support/create-database.ts'
import { describeWithRealServers, realServers } from '../support/where-installed.ts'
import { type ListReader, openListReader, type Plan } from './list-plans.ts'
import { askEverything, type Named } from './list-questions.ts'
import { fillWithRows } from './many-rows.ts'

/** `npm run bench -- search` asks the same of a million calls and half a million slips. */
const size = { clients: 200, calls: 120_000, slipEach: 9, textEach: 11, contactEach: 9 }
const name = `many_rows_${process.pid}`

/** Far fewer than any of the big tables and its indexes have; some 25 ms on one quiet core. */
const pagesAtMost = 20_000
/** What is so frequent that the database reads until it has met enough of it is met soon. */
const scannedAtMost = 24_000

const clientsOf = {
  'one large client': [1],
  'one small client': [7],
  "a secretary's clients": Array.from({ length: 20 }, (_, n) => 1 + 9 * n),
  'every client': Array.from({ length: size.clients }, (_, n) => n + 1),
}

describeWithRealServers('among a hundred thousand rows and more', () => {
  let reader: ListReader
  beforeAll(async () => {
    const url = await createDatabase(realServers().postgresUrl, name)
    await fillWithRows(url, size)
    reader = openListReader(url)
  }, 600_000)
  afterAll(async () => {
    await reader?.close()
    await dropDatabase(realServers().postgresUrl, name)
  })

  test.each(Object.entries(clientsOf))(
    'no list of %s reads a table to its end, whatever is asked',
    { timeout: 300_000 },
    async (_, clientIds) => {
      const costly: object[] = []
      for (const question of await askEverything(reader.db, clientIds))
        for (const statement of await reader.sentFor(question)) {
          const plan = await reader.explain(statement)
          if (isCostly(plan)) costly.push(inShort(question, plan))
        }
      expect(costly).toEqual([])
    },
  )
})

const isCostly = ({ pages, scans }: Plan): boolean =>
  pages > pagesAtMost || scans.some(({ rows }) => rows > scannedAtMost)

const inShort = ({ name: asked }: Named, { ms, pages, scans }: Plan) => ({ asked, ms, pages, scans })
