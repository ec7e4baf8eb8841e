import postgres from 'postgres'
import { migrateServerDatabase } from '../../../src/db/migrate.ts'

/** The moment at which the agency below is looked at. */
export const at = new Date('2026-11-17T09:00:00Z')

/**
 * The last calls of an agency that has a million a month: for 300 clients, every fifth for client 1, each fourth with a
 * slip that nine in ten times was acknowledged. A few are under way, a few still to be wrapped up. Indexes are made
 * at the end, and those for searching not at all: otherwise this takes minutes.
 */
export async function fillWithCalls(url: string, calls: number): Promise<void> {
  await migrateServerDatabase(url)
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql`set synchronous_commit = off`
  await sql`set session_replication_role = replica`
  await sql`set maintenance_work_mem = '256MB'`
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = any(${filled}::regclass[]) and not indisunique`
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`)
  for (const insert of inserts(calls)) await sql.unsafe(insert)
  for (const { definition } of indexes) if (!definition.includes('USING gin')) await sql.unsafe(definition)
  await sql.unsafe(`vacuum analyze ${['clients', 'executives', ...filled].join(', ')}`)
  await sql.end()
}

const filled = ['calls', 'call_handlings', 'messages', 'acknowledgements', 'deliveries', 'texts', 'tasks']

/** Of the n-th call, the latest first. Ids in their order make the keys' indexes cheap. */
const clientOf = `case when n % 5 = 0 then 1 else n % 300 * 7919 % 300 + 1 end`
const idOf = (kind: number) => `('0000000${kind}-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`
const [callId, slipId, chiefId] = [idOf(1), idOf(2), `md5('chief' || ${clientOf})::uuid`]
const then = `'${at.toISOString()}'::timestamptz - n * interval '2.592 s'`

const inserts = (calls: number) => [
  `with made as (
    insert into clients (client_id, key, name, language, health, allowed_countries, hours, version, changed_at)
    overriding system value
    select n, 'client-' || n, 'Cabinet ' || n, 'fr', false, '{FR}', '{"timeZone": "Europe/Paris", "opening": [],
      "cover": [], "holidays": {"region": null, "openOn": [], "coverOn": []}, "closures": []}', 1, now()
    from generate_series(1, 300) n returning client_id
  )
  insert into executives (client_id, id, key, name, language, choices)
  select client_id, md5('chief' || client_id)::uuid, 'chief', 'Mme la directrice', 'fr', '{}' from made`,
  `insert into calls (client_id, id, call_sid, line, caller_kind, caller, arrived_at, decision, degraded,
    exchange_status, ended_at, disposition, conclude_at)
  select ${clientOf}, ${callId}, 'CA' || n, '+33970000000', 'number', '+33612345678', ${then},
    '{"action": {"kind": "forward", "to": "chief"}}', false, 'completed',
    case when n >= 40 then ${then} + interval '30 s' end, case when n >= 40 then 'messageTaken' end,
    case when n < 40 then ${then} + interval '4 h' end
  from generate_series(0, ${calls - 1}, 1) n`,
  `insert into call_handlings (client_id, call_id, secretary_id, taken_at, wrapped_up_at)
  select ${clientOf}, ${callId}, md5('secretary' || n % 50)::uuid, ${then},
    case when n >= 400 then ${then} + interval '60 s' end
  from generate_series(0, ${calls - 1}, 4) n`,
  `insert into messages (client_id, id, kind, source_kind, source_id, revision, recipient_id, copy_ids, urgency,
    caller_name, body, received_at, created_at)
  select ${clientOf}, ${slipId}, 'taken', 'call', ${callId}, 1, ${chiefId}, '{}',
    case when n % 100 = 0 then 'urgent' else 'ordinary' end, 'Martin', 'Demande à être rappelée', ${then}, ${then}
  from generate_series(0, ${calls - 1}, 4) n`,
  `insert into acknowledgements (client_id, message_id, executive_id, answer, via, at)
  select ${clientOf}, ${slipId}, ${chiefId}, 'received', 'sms', ${then} from generate_series(0, ${calls - 1}, 4) n where n % 40 <> 0`,
  `insert into deliveries (client_id, id, message_id, executive_id, channel, urgency, state, created_at)
  select ${clientOf}, ${idOf(3)}, ${slipId}, ${chiefId}, 'sms', 'ordinary', 'delivered', ${then} from generate_series(0, ${calls - 1}, 4) n`,
  `insert into texts (client_id, id, message_sid, line, sender_kind, sender, body, segments, media_count, received_at,
    disposition, looked_at)
  select ${clientOf}, ${idOf(4)}, 'SM' || n, '+33970000000', 'number', '+33612345678', 'Rappelez-moi', 1, 0, ${then},
    'messageTaken', case when n >= 2000 then ${then} end
  from generate_series(0, ${calls - 1}, 20) n`,
  `insert into tasks (client_id, id, audience, kind, key, details, created_at, done_at)
  select ${clientOf}, ${idOf(5)}, 'secretary', 'callback', n::text, jsonb_build_object('messageId', ${slipId}), ${then},
    case when n >= 2000 then ${then} end
  from generate_series(0, ${calls - 1}, 20) n`,
]
