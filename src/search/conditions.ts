import { type SQL, sql } from 'drizzle-orm'
import type { ListKind, ListQuery } from './list-query.ts'

type Field = Exclude<keyof ListQuery, 'q' | 'client' | 'from' | 'to' | 'limit' | 'after' | 'before'>
type Condition = (value: string) => SQL

const answered = sql`exists (select from acknowledgements a
  where a.client_id = w.client_id and a.message_id = w.id)`
/** Nothing of the last revision arrived, and something of it never will. */
const failed = sql`(exists (select from deliveries d where d.client_id = w.client_id and d.message_id = w.id
    and d.revision = w.revision and d.state in ('failed', 'quarantined'))
  and not exists (select from deliveries d where d.client_id = w.client_id and d.message_id = w.id
    and d.revision = w.revision and d.state in ('sent', 'delivered')))`

const slipStates: Record<string, SQL> = { open: sql`not ${answered}`, answered, failed }

const conditions: Record<ListKind, Partial<Record<Field, Condition>>> = {
  calls: {
    disposition: (value) => sql`w.disposition = ${value}`,
    outcome: (value) => sql`w.outcome = ${value}`,
    direction: (value) => sql`w.direction = ${value}`,
    by: (value) => sql`exists (select from call_handlings h
      where h.client_id = w.client_id and h.call_id = w.id and h.secretary_id = ${value}::uuid)`,
  },
  texts: {
    disposition: (value) => sql`w.disposition = ${value}`,
    looked: (value) => (value === 'yes' ? sql`w.looked_at is not null` : sql`w.looked_at is null`),
  },
  slips: {
    state: (value) => slipStates[value] ?? sql`false`,
    urgency: (value) => sql`w.urgency = ${value}`,
    kind: (value) => sql`w.kind = ${value}`,
    by: (value) => sql`w.author_id = ${value}::uuid`,
    executive: (value) => sql`(w.recipient_id = ${value}::uuid or ${value}::uuid = any(w.copy_ids))`,
  },
  contacts: {
    executive: (value) => sql`w.executive_id = ${value}::uuid`,
    tag: (value) => sql`${value} = any(w.tags)`,
  },
  clients: { state: (value) => sql`w.state = ${value}` },
}

/** What a query asks of row `w` beside its words, client and period. */
export function conditionsOf(kind: ListKind, query: ListQuery): SQL[] {
  const fields: Field[] = [
    'by',
    'executive',
    'tag',
    'disposition',
    'outcome',
    'direction',
    'looked',
    'state',
    'urgency',
    'kind',
  ]
  return fields.flatMap((field) => {
    const value = query[field]
    return value === undefined ? [] : (conditions[kind][field]?.(value) ?? [])
  })
}
