import postgres from 'postgres'
import { median } from './compare.ts'

const indexes = ['calls_newest', 'calls_numbers']
const rounds = 3

/**
 * What `calls_newest` and `calls_numbers` cost a call, in µs: when it is written while it rings, and when it is
 * concluded, which is when its number becomes part of the second.
 */
export async function measureInserts(url: string, count: number): Promise<Record<string, number>> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const bare: Took[] = []
  const indexed: Took[] = []
  for (let round = 0; round < rounds; round++) {
    indexed.push(await measure(sql, count, []))
    bare.push(await measure(sql, count, indexes))
  }
  await sql.end()
  return {
    insertMicros: micros(indexed, ({ insert }) => insert, count),
    insertMicrosWithout: micros(bare, ({ insert }) => insert, count),
    concludeMicros: micros(indexed, ({ conclude }) => conclude, count),
    concludeMicrosWithout: micros(bare, ({ conclude }) => conclude, count),
  }
}

type Took = { readonly insert: number; readonly conclude: number }

const micros = (all: readonly Took[], which: (took: Took) => number, count: number): number =>
  Math.round((median(all.map(which)) * 1000) / count)

/** One row after the other, all in a transaction that is taken back: the disk has no part in it. */
async function measure(sql: postgres.Sql, count: number, without: readonly string[]): Promise<Took> {
  let took: Took = { insert: 0, conclude: 0 }
  await sql
    .begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      for (const name of without) await tx`drop index ${tx(name)}`
      const startedAt = performance.now()
      await tx.unsafe(insertOneByOne(count))
      const insertedAt = performance.now()
      await tx.unsafe(concludeOneByOne(count))
      took = { insert: insertedAt - startedAt, conclude: performance.now() - insertedAt }
      throw new TakenBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error
    })
  return took
}

class TakenBack extends Error {}

const insertOneByOne = (count: number) => `do $$ begin for n in 1..${count} loop
  insert into calls (client_id, id, call_sid, line, caller_kind, caller, arrived_at, decision, degraded, exchange_status, conclude_at)
  values (n % 200 + 1, md5('bench' || n)::uuid, 'CAbench' || n, '+33970000000', 'number',
    '+337' || lpad((n::bigint * 48271 % 99999989)::text, 8, '0'), now() + n * interval '1 s',
    '{"action": {"kind": "takeMessage", "copies": [], "urgency": "ordinary", "by": "secretary"}, "ruleKey": "default",
      "ruleSetVersion": 1, "trace": [], "facts": {}}', false, 'ringing', now());
  end loop; end $$`

const concludeOneByOne = (count: number) => `do $$ begin for n in 1..${count} loop
  update calls set conclude_at = null, disposition = 'voicemail', exchange_status = 'completed'
  where client_id = n % 200 + 1 and id = md5('bench' || n)::uuid;
  end loop; end $$`
