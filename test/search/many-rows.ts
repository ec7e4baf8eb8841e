import postgres from 'postgres'
import { migrateServerDatabase } from '../../src/db/migrate.ts'

/** `slipEach: 2`: every second call has a slip, and so on. */
export type Size = { clients: number; calls: number; slipEach: number; textEach: number; contactEach: number }

/**
 * An agency with many calls, one every 20 s. Client 1 has a fifth of everything. "rappeler" stands on a third of the
 * slips, "devis" on each hundredth, "sinistre" on each second of the oldest tenth only, each slip's own reference once.
 */
export async function fillWithRows(url: string, size: Size): Promise<void> {
  await migrateServerDatabase(url)
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql`set synchronous_commit = off`
  await sql`set session_replication_role = replica`
  await sql`set maintenance_work_mem = '256MB'`
  await sql.unsafe(functions)
  const indexes = await dropIndexes(sql)
  const { clients, calls, slipEach, textEach, contactEach } = size
  await sql.unsafe(insertClients, [clients])
  await sql.unsafe(insertContacts, [calls, clients, contactEach])
  await sql.unsafe(insertCalls, [calls, clients])
  await sql.unsafe(insertHandlings)
  await sql.unsafe(insertSlips, [calls, clients, slipEach])
  await sql.unsafe(insertFates)
  await sql.unsafe(insertTexts, [calls, clients, textEach])
  for (const definition of indexes) await sql.unsafe(definition)
  await sql.unsafe('vacuum analyze')
  await sql.end()
}

/** Those that no constraint needs: made once over all rows they take a fraction of the time. */
async function dropIndexes(sql: postgres.Sql): Promise<string[]> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename in ('calls', 'messages', 'texts', 'contacts', 'contact_numbers', 'call_handlings', 'deliveries')
      and schemaname = 'public' and not exists (select from pg_constraint where conname = indexname)`
  for (const { name } of indexes) await sql`drop index ${sql(name)}`
  return indexes.map(({ definition }) => definition)
}

const functions = `
create function pg_temp.id_of(made_from text) returns uuid language sql immutable
  return overlay(overlay(md5(made_from) placing '4' from 13) placing '8' from 17)::uuid;
create function pg_temp.client_of(n int, clients int) returns int language sql immutable
  return case when n % 5 = 0 then 1 else (n::bigint * 7919 % clients)::int + 1 end;
create function pg_temp.number_of(n int) returns text language sql immutable
  return '+336' || lpad((n::bigint * 48271 % 99999989)::text, 8, '0');
create function pg_temp.instant_of(n int) returns timestamptz language sql stable
  return '2026-11-17T09:00:00Z'::timestamptz - n * interval '20 s';
create function pg_temp.name_of(n int) returns text language sql immutable
  return (array['Martin', 'Bernard', 'Dubois', 'Petit', 'Léger', 'Moreau', 'Lefèvre'])[n % 7 + 1] || ' ' || n % 5000`

const insertClients = `
with made as (
  insert into clients (client_id, key, name, language, health, allowed_countries, hours, version, changed_at)
  overriding system value
  select n, 'client-' || n, 'Cabinet ' || n, 'fr', false, '{FR}',
    '{"timeZone": "Europe/Paris", "opening": [], "cover": [], "holidays": {"region": null, "openOn": [], "coverOn": []}, "closures": []}', 1, now()
  from generate_series(1, $1::int) n returning client_id
)
insert into executives (client_id, id, key, name, language, choices)
select client_id, pg_temp.id_of('chief' || client_id), 'chief', 'Mme la directrice', 'fr', '{}' from made`

const insertContacts = `
with made as (
  insert into contacts (client_id, id, key, name, company, tags)
  select pg_temp.client_of(n, $2::int), pg_temp.id_of('contact' || n), 'contact-' || n, pg_temp.name_of(n),
    'Société ' || n % 1000, '{}'
  from generate_series(0, $1::int - 1, $3::int) n
)
insert into contact_numbers (client_id, number, contact_id)
select pg_temp.client_of(n, $2::int), pg_temp.number_of(n), pg_temp.id_of('contact' || n)
from generate_series(0, $1::int - 1, $3::int) n on conflict do nothing`

const insertCalls = `
insert into calls (client_id, id, call_sid, line, caller_kind, caller, arrived_at, decision, degraded,
  exchange_status, ended_at, duration_seconds, disposition)
select pg_temp.client_of(n, $2::int), pg_temp.id_of('call' || n), 'CA' || n, '+33970000000', 'number',
  pg_temp.number_of(n), pg_temp.instant_of(n),
  '{"action": {"kind": "takeMessage", "copies": [], "urgency": "ordinary", "by": "secretary"}, "ruleKey": "default",
    "ruleSetVersion": 1, "trace": [], "facts": {}}', false, 'completed', pg_temp.instant_of(n), 30,
  case when n % 50000 = 49999 then 'abandoned' when n % 3 = 0 then 'forwarded' else 'messageTaken' end
from generate_series(0, $1::int - 1) n`

const insertHandlings = `
insert into call_handlings (client_id, call_id, secretary_id, taken_at, wrapped_up_at)
select client_id, id, pg_temp.id_of('secretary' || duration_seconds), arrived_at, arrived_at
from calls where call_sid like '%7'`

const insertSlips = `
insert into messages (client_id, id, kind, source_kind, source_id, revision, recipient_id, copy_ids, urgency,
  caller_name, caller_number, subject, body, received_at, created_at)
select client, pg_temp.id_of('slip' || n), 'taken', 'call', pg_temp.id_of('call' || n), 1, pg_temp.id_of('chief' || client),
  '{}', 'ordinary', pg_temp.name_of(n), pg_temp.number_of(n), 'Dossier ' || n % 400,
  (array['Demande à être rappelée', 'Souhaite un rendez-vous jeudi', 'Annonce son retard'])[nth % 3 + 1]
    || ', référence FA-2026-' || lpad(n::text, 7, '0')
    || case when nth % 100 = 0 then ', attend un devis' else '' end
    || case when n > $1::int * 0.9 and nth % 2 = 0 then ', à propos du sinistre' else '' end,
  pg_temp.instant_of(n), pg_temp.instant_of(n)
from generate_series(0, $1::int - 1, $3::int) n,
  lateral (select pg_temp.client_of(n, $2::int) as client, n / $3::int as nth) what`

const insertFates = `
with told as (
  insert into deliveries (client_id, id, message_id, executive_id, channel, urgency, state, created_at)
  select client_id, id, id, recipient_id, 'email', 'ordinary', 'delivered', created_at from messages
)
insert into acknowledgements (client_id, message_id, executive_id, answer, via, at)
select client_id, id, recipient_id, 'received', 'web', created_at from messages where body not like '%7%'`

const insertTexts = `
insert into texts (client_id, id, message_sid, line, sender_kind, sender, body, segments, media_count, received_at, disposition)
select pg_temp.client_of(n, $2::int), pg_temp.id_of('text' || n), 'SM' || n, '+33970000000', 'number', pg_temp.number_of(n),
  'Bonjour, pouvez-vous me rappeler au sujet du dossier ' || n % 400 || ' ?', 1, 0, pg_temp.instant_of(n), 'messageTaken'
from generate_series(0, $1::int - 1, $3::int) n`
