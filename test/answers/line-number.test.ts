import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  closeNumber,
  findNumber,
  giveNumber,
  giveNumbers,
  openNumbers,
} from '../../src/answers/line-number.ts'
import type { Hat } from '../../src/answers/person.ts'
import { lineNumbers } from '../../src/answers/tables.ts'
import { executives } from '../../src/clients/tables.ts'
import type { Transaction } from '../../src/db/db.ts'
import { idFrom } from '../../src/ids.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'

const now = new Date('2026-11-17T09:00:00Z')
const message = (n: number) => ({ kind: 'message', id: idFrom('line-number', n) }) as const
const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, n) => n + from)

describeOnEachDatabase('line numbers', (kind) => {
  let opened: TestDatabase
  let durand: Hat
  let chauffage: Hat
  let roux: Hat
  beforeAll(async () => {
    opened = await openTestDatabase(kind)
    const rows = await opened.database.db.select().from(executives)
    const find = (mobile: string) => rows.filter((row) => row.mobile === mobile)
    const [first, second] = find('+33199001102')
    const [third] = find('+33199001111')
    if (!first || !second || !third) throw new Error('the demo agency lacks an executive')
    durand = first
    chauffage = second
    roux = third
  })
  afterAll(() => opened?.close())
  beforeEach(async () => {
    await opened.database.db.delete(lineNumbers)
  })

  const run = <T>(work: (tx: Transaction) => Promise<T>) => opened.database.db.transaction(work)
  const give = (executive: Hat, n: number) => run((tx) => giveNumber(tx, executive, message(n), now))
  const close = ({ clientId, id }: Hat, n: number) =>
    run((tx) => closeNumber(tx, { clientId, executiveId: id, subject: message(n) }, now))

  test('begin at 1 and run on over all clients of one mobile, each person for herself', async () => {
    expect(await give(durand, 1)).toBe(1)
    expect(await give(chauffage, 2)).toBe(2)
    expect(await give(durand, 3)).toBe(3)
    expect(await give(roux, 1)).toBe(1)
  })

  test('stay with their message while it is open', async () => {
    await give(durand, 1)
    expect(await give(durand, 2)).toBe(2)
    expect(await give(durand, 1)).toBe(1)
    expect(await run((tx) => giveNumbers(tx, durand, [2, 3, 2, 1, 3].map(message), now))).toEqual([
      2, 3, 2, 1, 3,
    ])
  })

  test('two workers that give numbers at once give different ones, and one message gets one', async () => {
    const given = await Promise.all(upTo(12).map((n) => give(n % 2 ? durand : chauffage, n)))
    expect(given.toSorted((a, b) => Number(a) - Number(b))).toEqual(upTo(12))
    const same = await Promise.all(upTo(6).map(() => give(roux, 1)))
    expect(same).toEqual([1, 1, 1, 1, 1, 1])
  })

  test('are not given again at once: the next free one comes first, and after 99 the round begins anew', async () => {
    await give(durand, 1)
    await close(durand, 1)
    expect(await give(durand, 2)).toBe(2)
    await run((tx) => giveNumbers(tx, durand, upTo(97, 3).map(message), now))
    expect(await run((tx) => openNumbers(tx, durand))).toHaveLength(98)
    expect(await give(durand, 200)).toBe(1)
    await close(durand, 50)
    await close(durand, 7)
    expect(await give(chauffage, 201)).toBe(7)
    expect(await give(durand, 202)).toBe(50)
  })

  test('are none when 99 are open, but a message that has one keeps it', async () => {
    const given = await run((tx) => giveNumbers(tx, durand, upTo(100).map(message), now))
    expect(given).toEqual([...upTo(99), null])
    expect(await give(chauffage, 300)).toBeNull()
    expect(await give(durand, 42)).toBe(42)
    expect(await give(roux, 300)).toBe(1)
  })

  test('are found among the lines of all her clients, and say when they are closed', async () => {
    await give(durand, 1)
    await give(chauffage, 2)
    const found = await run((tx) => findNumber(tx, durand, 2))
    expect(found).toMatchObject({ clientId: chauffage.clientId, subjectId: message(2).id, closedAt: null })
    await close(chauffage, 2)
    expect((await run((tx) => findNumber(tx, durand, 2)))?.closedAt).toEqual(now)
    expect(await run((tx) => findNumber(tx, durand, 3))).toBeNull()
    expect(await run((tx) => findNumber(tx, roux, 1))).toBeNull()
  })

  test('of a client whom she left are no longer hers', async () => {
    await give(durand, 1)
    await give(chauffage, 2)
    const { db } = opened.database
    await db.update(executives).set({ leftAt: now }).where(eq(executives.id, chauffage.id))
    expect(await run((tx) => findNumber(tx, durand, 2))).toBeNull()
    expect(await run((tx) => openNumbers(tx, durand))).toHaveLength(1)
    await db.update(executives).set({ leftAt: null }).where(eq(executives.id, chauffage.id))
  })
})
