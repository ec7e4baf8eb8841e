import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { hatsOf } from '../../src/answers/person.ts'
import { undoAct } from '../../src/answers/undo-act.ts'
import { type Availability, setAvailability } from '../../src/clients/set-availability.ts'
import { availabilities } from '../../src/clients/tables.ts'
import type { Db } from '../../src/db/db.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

const now = new Date('2026-11-17T09:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const actor = { kind: 'software', id: null } as const

let opened: TestDatabase
let db: Db
beforeAll(async () => {
  opened = await openTestDatabase()
  db = opened.database.db
})
afterAll(() => opened?.close())
beforeEach(async () => {
  await db.delete(availabilities)
})

/** M. Durand says it, who heads two firms. */
const say = (availability: Availability | null, at = now) =>
  db.transaction(async (tx) => setAvailability(tx, await hatsOf(tx, '+33199001102'), availability, actor, at))
const standing = () => db.select().from(availabilities)
const undo = (key: { clientId: number; actId: string }, at: Date) =>
  db.transaction((tx) => undoAct(tx, key, actor, at))

test('what M. Durand says of himself holds for both his firms, with an act in each', async () => {
  const done = await say({ state: 'away', until: later(60) })
  expect(done).toHaveLength(2)
  expect(await standing()).toMatchObject([
    { state: 'away', until: later(60), saidAt: now },
    { state: 'away', until: later(60), saidAt: now },
  ])
  expect(new Set((await standing()).map(({ clientId }) => clientId)).size).toBe(2)
  const [act] = await db
    .select()
    .from(acts)
    .where(eq(acts.id, done[0]?.actId ?? ''))
  expect(act).toMatchObject({ verb: 'availability.set', before: null, after: { state: 'away' } })
})

test('the same said again changes nothing; available ends it', async () => {
  await say({ state: 'away', until: null })
  expect(await say({ state: 'away', until: null }, later(1))).toEqual([])
  expect(await say(null, later(2))).toHaveLength(2)
  expect(await standing()).toEqual([])
  expect(await say(null, later(3))).toEqual([])
})

test('taken back, what was said before holds again', async () => {
  await say({ state: 'busy', until: later(30) })
  const done = await say({ state: 'away', until: later(90) }, later(1))
  for (const key of done) expect((await undo(key, later(2))).kind).toBe('undone')
  expect(await standing()).toMatchObject([{ state: 'busy' }, { state: 'busy' }])
  for (const key of done) expect((await undo(key, later(3))).kind).toBe('alreadyUndone')
})

test('what was replaced since is not put back', async () => {
  const [first] = await say({ state: 'away', until: later(30) })
  await say(null, later(1))
  if (!first) throw new Error('nothing was done')
  expect((await undo(first, later(2))).kind).toBe('changedSince')
  expect(await standing()).toEqual([])
})
