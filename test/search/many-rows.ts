import postgres from 'postgres'
import { migrateServerDatabase } from '../../src/db/migrate.ts'

export type Size = { clients: number; calls: number }

/**
 * An agency with many calls: half of them have a slip, a tenth are texts as well, each tenth call a contact. Client
 * 1 has a fifth of everything. "rappeler" stands on a third of the slips, "devis" on each hundredth, "sinistre" on
 * each second of the oldest tenth only, each slip's own reference once.
 */
export async function fillWithRows(url: string, { clients, calls }: Size): Promise<void> {
  await migrateServerDatabase(url)
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql`set synchronous_commit = off`
  await sql`set session_replication_role = replica`
  await sql.unsafe(insertClients, [clients])
  await sql.unsafe(insertContacts, [calls, clients])
  await sql.unsafe(insertCalls, [calls, clients])
  await sql.unsafe(insertSlips, [calls, clients])
  await sql.unsafe(insertTexts, [calls, clients])
  await sql.unsafe('vacuum analyze')
  await sql.end()
}

const clientOf = (n: string) =>
  `case when ${n} % 5 = 0 then 1 else (${n}::bigint * 7919 % $2::int)::int + 1 end`
const numberOf = (n: string) => `'+336' || lpad((${n}::bigint * 48271 % 99999989)::text, 8, '0')`
const at = `date_trunc('ms', '2026-11-17T09:00:00Z'::timestamptz) - n * interval '20 s'`

const insertClients = `
with made as (
  insert into clients (client_id, key, name, language, health, allowed_countries, hours, version, changed_at)
  overriding system value
  select n, 'client-' || n, 'Cabinet ' || n, 'fr', false, '{FR}',
    '{"timeZone": "Europe/Paris", "opening": [], "cover": [], "holidays": {"region": null, "openOn": [], "coverOn": []}, "closures": []}', 1, now()
  from generate_series(1, $1::int) n returning client_id
)
insert into executives (client_id, id, key, name, language, choices)
select client_id, md5('chief' || client_id)::uuid, 'chief', 'Mme la directrice', 'fr', '{}' from made`

const insertContacts = `
with made as (
  insert into contacts (client_id, id, key, name, company, tags)
  select ${clientOf('n * 10')}, md5('contact' || n)::uuid, 'contact-' || n,
    (array['Martin', 'Bernard', 'Dubois', 'Petit', 'Léger', 'Moreau', 'Lefèvre'])[n % 7 + 1] || ' ' || n, 'Société ' || n % 1000, '{}'
  from generate_series(0, $1::int / 10 - 1) n
)
insert into contact_numbers (client_id, number, contact_id)
select ${clientOf('n * 10')}, ${numberOf('n * 10')}, md5('contact' || n)::uuid from generate_series(0, $1::int / 10 - 1) n
on conflict do nothing`

const insertCalls = `
insert into calls (client_id, id, call_sid, line, caller_kind, caller, arrived_at, decision, degraded,
  exchange_status, ended_at, duration_seconds, disposition)
select ${clientOf('n')}, md5('call' || n)::uuid, 'CA' || md5('call' || n), '+33970000000', 'number', ${numberOf('n')}, ${at},
  '{"action": {"kind": "takeMessage", "copies": [], "urgency": "ordinary", "by": "secretary"}, "ruleKey": "default",
    "ruleSetVersion": 1, "trace": [], "facts": {}}', false, 'completed', ${at} + interval '30 s', 30,
  case when n % 50000 = 49999 then 'abandoned' when n % 3 = 0 then 'forwarded' else 'messageTaken' end
from generate_series(0, $1::int - 1) n`

const insertSlips = `
insert into messages (client_id, id, kind, source_kind, source_id, revision, recipient_id, copy_ids, urgency,
  caller_name, caller_number, subject, body, received_at, created_at)
select client, md5('slip' || n)::uuid, 'taken', 'call', md5('call' || n)::uuid, 1, md5('chief' || client)::uuid, '{}', 'ordinary',
  (array['Martin', 'Bernard', 'Dubois', 'Petit', 'Léger', 'Moreau', 'Lefèvre'])[n % 7 + 1] || ' ' || n % 5000, ${numberOf('n')},
  'Dossier ' || n % 400,
  (array['Demande à être rappelée', 'Souhaite un rendez-vous jeudi', 'Annonce son retard'])[n % 3 + 1]
    || ', référence FA-2026-' || lpad(n::text, 7, '0')
    || case when n % 200 = 0 then ', attend un devis' else '' end
    || case when n > $1::int * 0.9 and n % 4 = 0 then ', à propos du sinistre' else '' end,
  ${at}, ${at}
from generate_series(0, $1::int - 1, 2) n, lateral (select ${clientOf('n')} as client) whose`

const insertTexts = `
insert into texts (client_id, id, message_sid, line, sender_kind, sender, body, segments, media_count, received_at, disposition)
select ${clientOf('n')}, md5('text' || n)::uuid, 'SM' || md5('text' || n), '+33970000000', 'number', ${numberOf('n')},
  'Bonjour, pouvez-vous me rappeler au sujet du dossier ' || n % 400 || ' ?', 1, 0, ${at}, 'messageTaken'
from generate_series(0, $1::int - 1, 10) n`
