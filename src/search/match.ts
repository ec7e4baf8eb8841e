import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../db/db.ts'
import type { Terms } from './terms.ts'

/** Terms as the database reads them, so that it plans with what is sought and reads it once, not for each row. */
export type Sought = {
  /** A tsquery; null where no words were asked for. */
  readonly words: string | null
  /** `part`: of the number itself. `reference`: the same digits as a tsquery. */
  readonly numbers: readonly { readonly part: string; readonly reference: string }[]
}

const read = z.object({
  rows: z.tuple([z.object({ words: z.string().nullable(), digits: z.array(z.string()) })]),
})

export async function seek(db: Db, { words, numbers }: Terms): Promise<Sought> {
  const asked = words.map((word) => sql`search_word(${word})`)
  const digits = numbers.map((number) => sql`search_word(${number.digits})::text`)
  const query = sql`select ${asked.length > 0 ? sql`(${sql.join(asked, sql` && `)})::text` : sql`null::text`} as words,
    array[${sql.join(digits, sql`, `)}]::text[] as digits`
  const [found] = read.parse(await db.execute(query)).rows
  return {
    words: found.words,
    numbers: numbers.map(({ part }, place) => ({ part, reference: found.digits[place] ?? '' })),
  }
}

/** Only rows of these clients; one parameter, however many they are. */
export const ofClients = (column: SQL, clientIds: readonly number[]): SQL =>
  sql`${column} = any(${`{${clientIds.join(',')}}`}::int[])`

/** A few clients are left out of the index's answer already, by the lexeme that each row bears of its client. */
export const fewClients = 40

/**
 * Everything that was looked for is in these columns: `search` as the migration "find things" fills it, `numbers`
 * without the first digit of their country code.
 */
export function holds(
  sought: Sought,
  { search, numbers }: { search: SQL; numbers: SQL },
  clientIds?: readonly number[],
) {
  return sql.join(
    [
      ...wordsIn(sought, search, clientIds),
      ...sought.numbers.map(
        (term) => sql`(${isPartOf(term, numbers)} or ${search} @@ ${term.reference}::tsquery)`,
      ),
    ],
    sql` and `,
  )
}

function wordsIn({ words }: Sought, search: SQL, clientIds: readonly number[] = []): SQL[] {
  if (words === null) return []
  const few = clientIds.length > 0 && clientIds.length <= fewClients
  const clients = few ? ` & (${clientIds.map((id) => `'#${id}'`).join('|')})` : ''
  return [sql`${search} @@ ${`(${words})${clients}`}::tsquery`]
}

export const isPartOf = ({ part }: { readonly part: string }, numbers: SQL): SQL =>
  sql`${numbers} like ${`%${part}%`}`

/**
 * Contacts `c`, by indexes: all words in what they are called, all numbers among theirs or in their key. Where a
 * number is asked for it is looked up first, being rarer, and all else is asked of whom it finds.
 */
export function foundContacts(sought: Sought, clientIds: readonly number[]): SQL {
  const [first, ...others] = sought.numbers
  const theirs = ofClients(sql`c.client_id`, clientIds)
  if (!first)
    return sql`(select c.* from contacts c where ${holdsContact(sought, sql`c`, clientIds)} and ${theirs}) c`
  const rest = { ...sought, numbers: others }
  const hasRest = sought.words !== null || others.length > 0
  return sql`(select c.* from (
      select n.client_id, n.contact_id as id from contact_numbers n where ${isPartOf(first, sql`substr(n.number, 3)`)}
      union
      select k.client_id, k.id from contacts k where k.search @@ ${first.reference}::tsquery
    ) f, lateral (select * from contacts c where c.client_id = f.client_id and c.id = f.id limit 1) c
    where ${theirs} ${hasRest ? sql`and ${holdsContact(rest, sql`c`)}` : sql``}) c`
}

/** The same, said of one contact. */
export function holdsContact(sought: Sought, c: SQL, clientIds?: readonly number[]): SQL {
  const numbers = sought.numbers.map(
    (term) => sql`(${c}.search @@ ${term.reference}::tsquery or coalesce((
      select bool_or(${isPartOf(term, sql`substr(n.number, 3)`)}) from contact_numbers n
      where n.client_id = ${c}.client_id and n.contact_id = ${c}.id), false))`,
  )
  return sql.join([...wordsIn(sought, sql`${c}.search`, clientIds), ...numbers], sql` and `)
}
