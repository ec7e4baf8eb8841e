import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../db/db.ts'
import { isPhoneNumber, type PhoneNumber } from '../phone-number.ts'
import { seek } from '../search/match.ts'
import { readTerms } from '../search/terms.ts'

export type Named = { readonly contactId: string; readonly name: string; readonly number: PhoneNumber }

const most = 8
const rowsSchema = z.object({
  rows: z.array(z.object({ contact_id: z.uuid(), name: z.string(), number: z.string() })),
})

/** The client's contacts of that name, once for each of their numbers; empty where the name says nothing. */
export async function findNamed(db: Db, clientId: number, name: string): Promise<Named[]> {
  const { words } = await seek(db, { words: readTerms(name).words, numbers: [] })
  if (words === null) return []
  return read(
    db,
    sql`c.client_id = ${clientId} and c.search @@ ${words}::tsquery order by c.name, n.number limit ${most}`,
  )
}

/** The contact who has that number. */
export async function findByNumber(db: Db, clientId: number, number: PhoneNumber): Promise<Named | null> {
  const [found] = await read(db, sql`c.client_id = ${clientId} and n.number = ${number} limit 1`)
  return found ?? null
}

async function read(db: Db, where: SQL): Promise<Named[]> {
  const found = await db.execute(sql`
    select c.id as contact_id, c.name, n.number from contacts c
    join contact_numbers n on n.client_id = c.client_id and n.contact_id = c.id
    where ${where}`)
  return rowsSchema
    .parse(found)
    .rows.flatMap(({ contact_id: contactId, name, number }) =>
      isPhoneNumber(number) ? [{ contactId, name, number }] : [],
    )
}
