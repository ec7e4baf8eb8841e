import { randomInt } from 'node:crypto'
import postgres from 'postgres'
import { migrateServerDatabase } from '../../src/db/migrate.ts'
import type { Ringing } from './requests.ts'

export type AgencySize = { clients: number; rules: number; contacts: number; calls: number }

/** Fills an empty database with a big agency, set by set: the importer is measured elsewhere. */
export async function fillAgency(url: string, size: AgencySize): Promise<void> {
  await migrateServerDatabase(url)
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql`set synchronous_commit = off`
  await sql`set session_replication_role = replica`
  const { clients, rules, contacts, calls } = size
  await sql.unsafe(insertClients, [clients])
  await sql.unsafe(insertRules, [clients, rules])
  await sql.unsafe(insertContacts, [contacts, clients])
  await sql.unsafe(insertCalls, [calls, clients, contacts])
  await sql.unsafe('vacuum analyze')
  await sql.unsafe('checkpoint')
  await sql.end()
}

/** Clients are rung all over the agency, half the time by one of their contacts. The numbers are never used. */
export const agencyCallers = ({ clients, contacts }: AgencySize): readonly Ringing[] =>
  Array.from({ length: 100_000 }, (_, n) => {
    const client = randomInt(clients)
    const contact = client + clients * (n % Math.floor(contacts / clients))
    return {
      line: numberOf('+3397', client),
      from: n % 2 ? numberOf('+3361', contact) : numberOf('+3362', n),
    }
  })

const numberOf = (prefix: string, n: number): string => prefix + String(n).padStart(7, '0')

const insertClients = `
with made as (
  insert into clients (client_id, key, name, language, health, allowed_countries, hours, version, changed_at)
  overriding system value
  select n + 1, 'client-' || n, 'Cabinet ' || n, 'fr', false, '{FR}', '{
      "timeZone": "Europe/Paris",
      "opening": [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "18:00"}],
      "cover": [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "to": "19:00"}],
      "holidays": {"region": null, "openOn": [], "coverOn": []},
      "closures": []
    }'::jsonb, 1, now()
  from generate_series(0, $1::int - 1) n
  returning client_id
), chiefs as (
  insert into executives (client_id, id, key, name, language, mobile, choices)
  select client_id, md5('chief' || client_id)::uuid, 'chief', 'Mme la directrice', 'fr',
    '+3363' || lpad(client_id::text, 7, '0'), '{}'
  from made
)
insert into lines (number, client_id, key, diversion, recipient_id)
select '+3397' || lpad((client_id - 1)::text, 7, '0'), client_id, 'main', 'always', md5('chief' || client_id)::uuid
from made`

/** Of four sorts, a quarter each; no caller of the bench is meant by one, so that each call tries them all. */
const insertRules = `
insert into rule_sets (client_id, version, rule_set, published_at)
select c, 1, jsonb_build_object(
  'default', '{"kind": "takeMessage", "copies": [], "urgency": "ordinary", "by": "secretary"}'::jsonb,
  'rules', (select jsonb_agg(jsonb_build_object(
    'key', 'rule-' || r,
    'name', 'Règle ' || r || ' du client ' || c,
    'when', case r % 4
      when 0 then jsonb_build_array(jsonb_build_object('kind', 'caller', 'numbers',
        jsonb_build_array('+3364' || lpad(c::text, 5, '0') || lpad((r % 100)::text, 2, '0'))))
      when 1 then jsonb_build_array(
        jsonb_build_object('kind', 'caller', 'tags', jsonb_build_array('tag-' || r)),
        '{"kind": "hours", "of": "cover", "is": "outside"}'::jsonb)
      when 2 then jsonb_build_array(
        '{"kind": "channel", "is": "voice"}'::jsonb,
        jsonb_build_object('kind', 'caller', 'prefixes', jsonb_build_array('+44' || c || r)))
      else jsonb_build_array(
        '{"kind": "availability", "executive": "chief", "is": "away"}'::jsonb,
        '{"kind": "windows", "windows": [{"days": ["mon", "tue"], "from": "12:00", "to": "14:00"}]}'::jsonb) end,
    'action', '{"kind": "takeMessage", "for": "chief", "copies": [], "urgency": "urgent", "by": "voicemail"}'::jsonb
  ) order by r) from generate_series(1, $2::int) r)), now()
from generate_series(1, $1::int) c`

const insertContacts = `
with made as (
  insert into contacts (client_id, id, key, name, tags, executive_id)
  select n % $2::int + 1, md5('contact' || n)::uuid, 'contact-' || n, 'Contact ' || n, '{known}',
    md5('chief' || n % $2::int + 1)::uuid
  from generate_series(0, $1::int - 1) n
)
insert into contact_numbers (client_id, number, contact_id)
select n % $2::int + 1, '+3361' || lpad(n::text, 7, '0'), md5('contact' || n)::uuid
from generate_series(0, $1::int - 1) n`

const insertCalls = `
with made as (
  insert into calls (client_id, id, call_sid, line, caller_kind, caller, contact_id, arrived_at, decision, degraded,
    voicemail_at, exchange_status, ended_at, duration_seconds, disposition)
  select n % $2::int + 1, md5('call' || n)::uuid, 'CA' || md5('call' || n),
    '+3397' || lpad((n % $2::int)::text, 7, '0'), 'number', '+3361' || lpad((n % $3::int)::text, 7, '0'),
    md5('contact' || n % $3::int)::uuid, at, '{"action": {"kind": "takeMessage", "copies": [], "urgency": "ordinary",
      "by": "secretary"}, "ruleKey": "default", "ruleSetVersion": 1, "trace": [], "facts": {}}'::jsonb, false,
    at, 'completed', at + interval '30 s', 30, 'missed'
  from generate_series(0, $1::int - 1) n, lateral (select now() - n * interval '30 s' as at) arrived
  returning client_id, id, arrived_at
)
insert into call_events (client_id, call_id, key, at, details)
select client_id, id, 'arrived', arrived_at, '{}' from made`
