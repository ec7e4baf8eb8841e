import postgres from 'postgres'
import { executiveChoicesSchema } from '../../src/clients/executive.ts'
import { openEmbeddedDatabase } from '../../src/db/embedded-database.ts'
import { migrateEmbeddedDatabase, migrateServerDatabase } from '../../src/db/migrate.ts'
import { ruleSetSchema } from '../../src/rules/rule.ts'

export const executivesPerClient = 10
export const linesPerExecutive = 10

/** An agency of that many executives, whose digests are all due at one local time. */
export type Subscribers = { executives: number; timeLocal: string }

export async function fillServer(url: string, subscribers: Subscribers): Promise<void> {
  await migrateServerDatabase(url)
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await fill((statement, parameters = []) => sql.unsafe(statement, parameters), subscribers)
  await sql.end()
}

/** `dataDir` as the settings name it. */
export async function fillEmbedded(dataDir: string, subscribers: Subscribers): Promise<void> {
  const database = await openEmbeddedDatabase({ folder: `${dataDir}/database` })
  await migrateEmbeddedDatabase(database)
  await fill((statement, parameters) => database.pglite.query(statement, parameters), subscribers)
  await database.close()
}

type Run = (statement: string, parameters?: (string | number)[]) => Promise<unknown>

/** Everybody has ten open messages, and a text about a leak is urgent. */
async function fill(run: Run, { executives, timeLocal }: Subscribers): Promise<void> {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [timeLocal]])
  const choices = executiveChoicesSchema.parse({
    digest: { times: Object.fromEntries(days), channels: ['sms', 'email'] },
  })
  const ruleSet = ruleSetSchema.parse({
    rules: [
      {
        ...{ key: 'leak', name: 'Fuite' },
        when: [{ kind: 'body', words: ['fuite'] }],
        action: { kind: 'takeMessage', urgency: 'urgent' },
      },
    ],
    default: { kind: 'takeMessage' },
  })
  await run(insertClients, [Math.ceil(executives / executivesPerClient), JSON.stringify(ruleSet)])
  await run(insertExecutives, [executives, executivesPerClient, JSON.stringify(choices)])
  await run(insertMessages, [linesPerExecutive])
  await run('vacuum analyze')
}

const insertClients = `
with made as (
  insert into clients (client_id, key, name, language, health, allowed_countries, hours, version, changed_at)
  overriding system value
  select n, 'client-' || n, 'Cabinet ' || n, 'fr', false, '{FR}', '{
      "timeZone": "Europe/Paris", "opening": [], "cover": [], "closures": [],
      "holidays": {"openOn": [], "coverOn": []}}'::jsonb, 1, now()
  from generate_series(1, $1::int) n
  returning client_id
)
insert into rule_sets (client_id, version, rule_set, published_at)
select client_id, 1, $2::text::jsonb, now() from made`

/** The numbers are in ranges of mobiles, but the far end is ours. */
const insertExecutives = `
with made as (
  insert into executives (client_id, id, key, name, language, mobile, email, choices)
  select 1 + n / $2::int, md5('executive' || n)::uuid, 'executive-' || n, 'Me Numéro ' || n, 'fr',
    '+3363' || lpad(n::text, 7, '0'), 'executive-' || n || '@bench.permanence.test', $3::text::jsonb
  from generate_series(0, $1::int - 1) n
  returning client_id, id
)
insert into lines (number, client_id, key, diversion, recipient_id)
select '+3397' || lpad(client_id::text, 7, '0'), client_id, 'main', 'always', min(id::text)::uuid
from made group by client_id`

const insertMessages = `
insert into messages (client_id, id, kind, source_kind, source_id, revision, recipient_id, copy_ids, urgency,
  caller_name, caller_number, body, voicemail_seconds, received_at, created_at)
select client_id, md5(id || '-' || n)::uuid, 'voicemail', 'call', md5('call' || id || n)::uuid, 1, id, '{}',
  'ordinary', 'M. Appelant ' || n, '+3362' || lpad(n::text, 7, '0'), null, 20,
  now() - n * interval '7 minutes', now() - n * interval '7 minutes'
from executives, generate_series(1, $1::int) n`
