import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { FoundContact } from '../clients/contacts/find-contact.ts'
import type { Db } from '../db/db.ts'
import type { ContactPast } from './contact-pages.ts'
import { loadInOrder } from './show-list.ts'

const shown = 8
const placesSchema = z.object({
  rows: z.array(z.object({ kind: z.enum(['calls', 'texts', 'slips']), id: z.string() })),
})

/** What a contact's numbers did last, newest first. */
export async function readPast(
  db: Db,
  { clientId, contact: { numbers } }: FoundContact,
): Promise<ContactPast> {
  if (numbers.length === 0) return { calls: [], texts: [], slips: [] }
  const theirs = sql`(select n from json_array_elements_text(${JSON.stringify(numbers)}::text::json) n)`
  const { rows } = placesSchema.parse(
    await db.execute(sql`
      (select 'calls' as kind, c.id, c.arrived_at as at from calls c
        where c.client_id = ${clientId} and c.caller in ${theirs} order by at desc nulls last limit ${shown})
      union all
      (select 'texts', x.id, x.received_at as at from texts x
        where x.client_id = ${clientId} and x.sender in ${theirs} order by at desc nulls last limit ${shown})
      union all
      (select 'slips', m.id, m.created_at as at from messages m where m.client_id = ${clientId}
        and (m.source_id in (select c.id from calls c where c.client_id = ${clientId} and c.caller in ${theirs}
            order by c.arrived_at desc nulls last limit 100)
          or m.source_id in (select x.id from texts x where x.client_id = ${clientId} and x.sender in ${theirs}
            order by x.received_at desc nulls last limit 100))
        order by at desc nulls last limit ${shown})
      order by at desc nulls last`),
  )
  const placesOf = (kind: 'calls' | 'texts' | 'slips') =>
    rows.filter((row) => row.kind === kind).map(({ id }) => ({ clientId, key: '', id }))
  return {
    calls: await loadInOrder(db, 'calls', placesOf('calls')),
    texts: await loadInOrder(db, 'texts', placesOf('texts')),
    slips: await loadInOrder(db, 'slips', placesOf('slips')),
  }
}
