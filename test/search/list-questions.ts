import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../../src/db/db.ts'
import { writeCursor } from '../../src/search/cursor.ts'
import type { ListKind } from '../../src/search/list-query.ts'
import type { Question } from './list-plans.ts'

export type Named = Question & { readonly name: string }

const nobody = '11111111-1111-4111-8111-111111111111'
const words = {
  'a frequent word': 'rappeler',
  'a rare word': 'devis',
  'an old word': 'sinistre',
  'a word that is nowhere': 'inexistant',
  'a name': 'martin',
  'part of a name': 'fevr',
  'a name and a number': 'martin 123',
  'a reference': 'FA-2026-0123450',
  'part of a reference': '2026-01234',
  'a few digits': '06 12',
  'more digits': '06 12 34',
  'a number that is nowhere': '+44 20 7946 0958',
}

const filters: Record<ListKind, readonly Record<string, string>[]> = {
  calls: [
    { disposition: 'messageTaken' },
    { disposition: 'abandoned' },
    { disposition: 'missed' },
    { outcome: 'appointment' },
    { direction: 'outbound' },
    { by: nobody },
    { disposition: 'abandoned', from: '2026-09-20', to: '2026-10-10' },
    { disposition: 'abandoned', q: 'rappeler' },
    { q: 'sinistre', from: '2026-09-01', to: '2026-09-30' },
  ],
  texts: [{ disposition: 'messageTaken' }, { disposition: 'optOut' }, { looked: 'yes' }, { looked: 'no' }],
  slips: [
    { state: 'open' },
    { state: 'answered' },
    { state: 'failed' },
    { urgency: 'urgent' },
    { kind: 'mattered' },
    { by: nobody },
    { executive: nobody },
  ],
  contacts: [{ tag: 'vip' }, { executive: nobody }],
  clients: [{ state: 'ended' }],
}

/** Everything that somebody with these clients may ask of the lists, of the agency that `fillWithRows` makes. */
export async function askEverything(db: Db, clientIds: readonly number[]): Promise<Named[]> {
  const kinds: ListKind[] = ['calls', 'texts', 'slips', 'contacts', 'clients']
  const common = kinds.flatMap((kind) => [
    { kind, clientIds, name: `${kind}`, query: {} },
    ...Object.entries(words).map(([name, q]) => ({
      kind,
      clientIds,
      name: `${kind} by ${name}`,
      query: { q },
    })),
    ...filters[kind].map((query) => ({ kind, clientIds, name: `${kind} ${JSON.stringify(query)}`, query })),
  ])
  const deep = await Promise.all(kinds.slice(0, 4).map((kind) => askDeep(db, kind, clientIds)))
  return [...common, ...deep.flat()]
}

const sorted = {
  calls: sql`select client_id, to_json(arrived_at) #>> '{}' as key, id from calls`,
  texts: sql`select client_id, to_json(received_at) #>> '{}' as key, id from texts`,
  slips: sql`select client_id, to_json(created_at) #>> '{}' as key, id from messages`,
  contacts: sql`select client_id, sort_name as key, id from contacts`,
}
const placeSchema = z.object({
  rows: z.array(z.object({ client_id: z.int(), key: z.string(), id: z.string() })),
})

/** From the middle of the list on, and from there back. */
async function askDeep(db: Db, kind: ListKind, clientIds: readonly number[]): Promise<Named[]> {
  if (kind === 'clients') return []
  const hers = sql`client_id = any(${`{${clientIds.join(',')}}`}::int[])`
  const found = await db.execute(sql`with hers as materialized (${sorted[kind]} where ${hers})
    select * from hers order by key, id limit 1 offset (select count(*) / 2 from hers)`)
  const [place] = placeSchema.parse(found).rows
  if (!place) throw new Error(`no ${kind} of ${clientIds}`)
  const cursor = writeCursor({ ...place, clientId: place.client_id })
  return [
    { kind, clientIds, name: `${kind} from the middle on`, query: { after: cursor } },
    { kind, clientIds, name: `${kind} from the middle back`, query: { before: cursor } },
    { kind, clientIds, name: `${kind} from the middle on by a word`, query: { after: cursor, q: 'devis' } },
  ]
}
