import { z } from 'zod'
import type { Client, Line } from '../clients/client.ts'
import type { Statements } from '../db/database.ts'
import { gatherInto } from '../db/gather.ts'
import type { CompiledRules } from '../rules/compile-rules.ts'
import type { Facts } from '../rules/facts.ts'
import type { RuleSet } from '../rules/rule.ts'
import { createRuleShelf, type RuleShelf } from '../rules/rule-shelf.ts'

/** Who calls, as far as the number tells: `own` is the client's public number or an executive's. */
export type FactsQuestion = {
  client: Client
  line: Pick<Line, 'number'>
  channel: Facts['channel']
  /** This call or text itself does not count among the earlier ones. */
  id: string
  caller: Facts['caller']
  now: Date
}

/** What the database knows of a caller when he arrives. One read, shared by those who arrive together. */
export type KnownFacts = Pick<Facts, 'contact' | 'availability' | 'recentArrivals' | 'expectedBy'> & {
  /** Numbers that we are ringing for this client at this moment; looked for only where the caller is one of us. */
  ringing: readonly string[]
  /** The client's rules in the version that the directory knows to be in force. */
  rules: CompiledRules
}

export type ReadFacts = (question: FactsQuestion, signal: AbortSignal) => Promise<KnownFacts>

/** Rules that this process does not hold come with the facts: a client's first call costs no read of its own. */
export function createFactsReader(
  answers: Statements,
  stuckMs: number,
  shelf = createRuleShelf(),
): ReadFacts {
  const readTogether = async (questions: readonly FactsQuestion[]) => {
    const held = questions.map(({ client }) => shelf.find(client.clientId, client.ruleSetVersion))
    const asked = questions.map((question, place) => toRow(question, place, held[place] === null))
    const rows = await answers.run(statement, asked)
    const byPlace = new Map(rows.map((row) => [row.place, row]))
    return questions.map(({ client }, place) => {
      const row = factsRow.parse(byPlace.get(place))
      return { ...toFacts(row), rules: held[place] ?? takeRules(shelf, client, row.rule_set) }
    })
  }
  return gatherInto(readTogether, { inFlight: 5, size: 50, stuckMs })
}

function takeRules(
  shelf: RuleShelf,
  { clientId, ruleSetVersion }: Client,
  ruleSet: RuleSet | null,
): CompiledRules {
  if (!ruleSet) throw new Error(`Client ${clientId} has no rules of version ${ruleSetVersion}`)
  return shelf.find(clientId, ruleSetVersion) ?? shelf.put(clientId, ruleSetVersion, ruleSet)
}

const arrivalsKeptMs = 7 * 24 * 60 * 60 * 1000
const longestRingingMs = 60_000

const toRow = (
  { client, line, channel, id, caller, now }: FactsQuestion,
  place: number,
  withRules: boolean,
) => ({
  place,
  client_id: client.clientId,
  rules_version: withRules ? client.ruleSetVersion : null,
  line: line.number,
  channel,
  id,
  caller: caller.kind === 'number' ? caller.number : null,
  is_rung: caller.kind === 'own' || (caller.kind === 'number' && caller.number === client.emergencyNumber),
  now,
  arrivals_since: new Date(now.getTime() - arrivalsKeptMs),
  ringing_since: new Date(now.getTime() - longestRingingMs),
})

const statement = `
with asked as (
  select * from json_to_recordset($1::text::json) as a(
    place int, client_id int, rules_version int, line text, channel text, id uuid, caller text, is_rung boolean,
    now timestamptz, arrivals_since timestamptz, ringing_since timestamptz)
)
select a.place, c.id as contact_id, c.name as contact_name, to_json(c.tags) as contact_tags, e.key as contact_executive,
  (select json_agg(earlier.at order by earlier.at desc) from (
    (select k.arrived_at as at from calls k
      where a.channel = 'voice' and k.client_id = a.client_id and k.caller = a.caller
        and k.direction = 'inbound' and k.arrived_at > a.arrivals_since and k.id <> a.id
      order by k.arrived_at desc nulls last limit 50)
    union all
    (select x.received_at from texts x
      where a.channel = 'text' and x.client_id = a.client_id and x.sender = a.caller
        and x.received_at > a.arrivals_since and x.id <> a.id
      order by x.received_at desc nulls last limit 50)) earlier) as recent,
  (select json_agg(json_build_object('key', w.key, 'state', v.state))
    from availabilities v join executives w on w.client_id = v.client_id and w.id = v.executive_id
    where v.client_id = a.client_id and (v.until is null or v.until > a.now)) as unavailable,
  (select json_agg(w.key) from expected_callers x
    join executives w on w.client_id = x.client_id and w.id = x.executive_id
    where x.client_id = a.client_id and x.number = a.caller and x.until > a.now) as expected_by,
  (select json_agg(rung.number) from (
    (select k.dialled_number as number from calls k
      where k.client_id = a.client_id and k.dialled_at > a.ringing_since
        and k.ended_at is null and k.dial_ended_at is null and k.accepted_at is null and k.id <> a.id)
    union all
    (select d.destination from deliveries d
      where d.client_id = a.client_id and d.channel = 'call' and d.claimed_at > a.ringing_since
        and d.state in ('claimed', 'uncertain', 'sent'))) rung
    where a.channel = 'voice' and (a.is_rung or exists (select from lines l where l.number = a.caller))) as ringing,
  (select s.rule_set from rule_sets s where s.client_id = a.client_id and s.version = a.rules_version) as rule_set
from asked a
left join contact_numbers n on n.client_id = a.client_id and n.number = a.caller
left join contacts c on c.client_id = n.client_id and c.id = n.contact_id
left join executives e on e.client_id = c.client_id and e.id = c.executive_id`

const factsRow = z.object({
  contact_id: z.string().nullable(),
  contact_name: z.string().nullable(),
  contact_tags: z.array(z.string()).nullable(),
  contact_executive: z.string().nullable(),
  recent: z.array(z.coerce.date()).nullable(),
  unavailable: z.array(z.object({ key: z.string(), state: z.enum(['busy', 'away']) })).nullable(),
  expected_by: z.array(z.string()).nullable(),
  ringing: z.array(z.string().nullable()).nullable(),
  /** Checked when it was published. */
  rule_set: z.custom<RuleSet>((value) => typeof value === 'object').nullable(),
})

const toFacts = (row: z.output<typeof factsRow>): Omit<KnownFacts, 'rules'> => ({
  contact:
    row.contact_id === null
      ? null
      : {
          id: row.contact_id,
          name: row.contact_name ?? '',
          tags: row.contact_tags ?? [],
          executiveKey: row.contact_executive,
        },
  recentArrivals: row.recent ?? [],
  availability: new Map(row.unavailable?.map(({ key, state }) => [key, state])),
  expectedBy: row.expected_by ?? [],
  ringing: row.ringing?.flatMap((number) => number ?? []) ?? [],
})
