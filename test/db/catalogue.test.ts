import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'
import { agencyWide, breachesOf } from './breaches.ts'
import { readCatalogue } from './read-catalogue.ts'

describeOnEachDatabase('the schema can be spread by client', (kind) => {
  let opened: TestDatabase
  beforeAll(async () => {
    opened = await openTestDatabase(kind)
  })
  afterAll(() => opened?.close())

  test('every table and every key begins with the client, and every instant knows its zone', async () => {
    const catalogue = await readCatalogue(opened.database.db)
    expect(breachesOf(catalogue)).toEqual([])
    const tables = new Set(catalogue.columns.map(({ table }) => table))
    expect(tables.size).toBeGreaterThan(20)
    expect(agencyWide.filter((table) => !tables.has(table))).toEqual([])
  })

  test('a table that breaks it is named with everything that is wrong', async () => {
    const { db } = opened.database
    await db.execute(sql`create table bookings (id serial primary key, client_id bigint not null,
        call_id uuid not null unique, promised_at timestamp not null, client integer references clients (client_id))`)
    await db.execute(sql`create table holidays (day date)`)
    await db.execute(sql`create unique index calls_by_sid on calls (call_sid)`)
    try {
      expect(breachesOf(await readCatalogue(db))).toEqual([
        'bookings.client_id is bigint',
        'bookings.id is counted by one database',
        'bookings.promised_at is timestamp without time zone',
        'bookings: bookings_call_id_key does not begin with client_id',
        'bookings: bookings_pkey does not begin with client_id',
        'calls: calls_by_sid does not begin with client_id',
        'holidays belongs to no client and is not on the list of agency-wide tables',
        'holidays has no primary key',
      ])
    } finally {
      await db.execute(sql`drop table bookings, holidays`)
      await db.execute(sql`drop index calls_by_sid`)
    }
  })

  test('the database itself refuses a row that refers to another client’s', async () => {
    const { db } = opened.database
    await expect(
      db.execute(sql`insert into availabilities (client_id, executive_id, state, said_at)
          select c.client_id, e.id, 'busy', now() from clients c, executives e
          where c.key = 'lenoir' and e.key = 'morel'`),
    ).rejects.toThrow()
  })
})
