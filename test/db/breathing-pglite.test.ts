import { expect, test } from 'vitest'
import { openEmbeddedDatabase } from '../../src/db/embedded-database.ts'

test('queries that follow one another for long leave room for everything else', async () => {
  const { pglite, close } = await openEmbeddedDatabase({ memory: true })
  let turns = 0
  const timer = setInterval(() => {
    turns += 1
  }, 1)
  const before = turns
  await Promise.all(Array.from({ length: 300 }, () => pglite.query('select pg_sleep(0.001)')))
  const during = turns - before
  clearInterval(timer)
  await close()
  expect(during).toBeGreaterThan(5)
})
