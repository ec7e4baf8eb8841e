import { expect, test } from 'vitest'
import { openTestDatabase } from '../support/database.ts'

test('queries that follow one another for long leave room for everything else', async () => {
  const { database, close } = await openTestDatabase('embedded')
  const { db } = database
  let turns = 0
  const timer = setInterval(() => {
    turns += 1
  }, 1)
  const before = turns
  await Promise.all(Array.from({ length: 100 }, () => db.execute('select pg_sleep(0.001)')))
  const during = turns - before
  clearInterval(timer)
  await close()
  expect(during).toBeGreaterThan(5)
})
