import { and, eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { callerOf } from '../calls/own-caller.ts'
import { createFactsReader, type KnownFacts } from '../calls/read-facts.ts'
import type { Database } from '../db/database.ts'
import type { Db } from '../db/db.ts'
import { type Language, t } from '../i18n/text.ts'
import { timeOfDay } from '../i18n/time-in-words.ts'
import { newId } from '../ids.ts'
import { callerFrom, formatNational, type PhoneNumber } from '../phone-number.ts'
import type { CompiledRules } from '../rules/compile-rules.ts'
import { decide } from '../rules/decide.ts'
import { explainDecision } from '../rules/explain.ts'
import type { Facts } from '../rules/facts.ts'
import type { RuleSet } from '../rules/rule.ts'
import { ruleSets } from '../rules/tables.ts'
import type { Client, Line } from './client.ts'
import { loadDirectory } from './load-directory.ts'
import { lines } from './tables.ts'

export type Trial = {
  readonly line: PhoneNumber
  /** As the exchange would name the caller: a number, `anonymous`, … */
  readonly from: string
  /** `2026-12-24T18:30`, on the client's clock; with `Z` or an offset, that instant. */
  readonly at: string | null
  /** Null for a call. */
  readonly text: string | null
}

const patienceMs = 10_000

/** What is known of a call that is only thought of, and the client whose rules are asked. */
export type TrialFacts = {
  readonly client: Client
  readonly facts: Facts
  /** The rules in force, made ready. */
  readonly rules: CompiledRules
}

/** What the rules in force would do with a call or a text, and why, in words; null for a number that is no line. */
export async function tryRules(
  database: Pick<Database, 'db' | 'answers'>,
  trial: Trial,
  language: Language,
  now: Date,
): Promise<string[] | null> {
  const gathered = await gatherTrial(database, trial, now)
  if (!gathered) return null
  const { client, facts, rules } = gathered
  const decision = decide(rules, facts, client)
  // Whoever left may still be named by a trace; the directory has her no more, and then her key is shown.
  const reader = { language, executives: client.executives }
  return [
    ...describeFacts(facts, client, language),
    '',
    ...explainDecision(decision, await rulesInForce(database.db, client), reader),
  ]
}

/** Gathers the facts as if the call arrived; null for a number that is no line. Throws a RangeError for no local time. */
export async function gatherTrial(
  { db, answers }: Pick<Database, 'db' | 'answers'>,
  trial: Trial,
  now: Date,
): Promise<TrialFacts | null> {
  const [owner] = await db
    .select({ clientId: lines.clientId })
    .from(lines)
    .where(eq(lines.number, trial.line))
  const directory = await loadDirectory(db, owner ? [owner.clientId] : [])
  const line = directory.lines.find(({ number }) => number === trial.line)
  const client = directory.clients[0]
  if (!line || !client) return null
  const at = trial.at === null ? now : instantOf(trial.at, client.hours.timeZone)
  const { rules, ...facts } = await factsOf(answers, { line, client }, trial, at)
  return { client, facts, rules }
}

async function rulesInForce(db: Db, { clientId, ruleSetVersion }: Client): Promise<RuleSet> {
  const [row] = await db
    .select({ ruleSet: ruleSets.ruleSet })
    .from(ruleSets)
    .where(and(eq(ruleSets.clientId, clientId), eq(ruleSets.version, ruleSetVersion)))
  if (!row) throw new Error(`Client ${clientId} has no rules of version ${ruleSetVersion}`)
  return row.ruleSet
}

/** Throws a RangeError for what is no local time. */
export function instantOf(at: string, timeZone: string): Date {
  if (/(?:Z|[+-]\d{2}:?\d{2})$/i.test(at)) return new Date(Temporal.Instant.from(at).epochMilliseconds)
  const zoned = Temporal.PlainDateTime.from(at).toZonedDateTime(timeZone)
  return new Date(zoned.epochMilliseconds)
}

async function factsOf(
  answers: Database['answers'],
  { line, client }: { line: Line; client: Client },
  { from, text }: Trial,
  now: Date,
): Promise<Facts & Pick<KnownFacts, 'rules'>> {
  const caller = callerOf(client, callerFrom(from))
  const channel = text === null ? 'voice' : 'text'
  const question = { client, line, channel, id: newId(), caller, now } as const
  const known = await createFactsReader(answers, patienceMs)(question, AbortSignal.timeout(patienceMs))
  return {
    ...known,
    line: line.number,
    channel,
    caller,
    now,
    recentArrivals: known.recentArrivals.filter((arrival) => arrival <= now),
    ...(text === null ? {} : { body: text }),
  }
}

export function describeFacts(facts: Facts, { name, hours }: Client, language: Language): string[] {
  const when = dayAndTime(facts.now, hours.timeZone, language)
  return [
    t(language, 'try.line', { line: formatNational(facts.line), client: name }),
    t(language, 'try.caller', { caller: describeCaller(facts, language) }),
    t(language, 'try.at', { when, timeZone: hours.timeZone }),
    ...(facts.body === undefined ? [] : [t(language, 'try.text', { text: facts.body })]),
  ]
}

/** "jeudi 24 décembre 2026 à 18 h 30" */
function dayAndTime(at: Date, timeZone: string, language: Language): string {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone }).format(at)
  return t(language, 'when.at', { day, time: timeOfDay(at, timeZone, language) })
}

function describeCaller({ caller, contact }: Facts, language: Language): string {
  switch (caller.kind) {
    case 'withheld':
      return t(language, 'mail.withheld')
    case 'other':
      return caller.raw
    case 'own':
      return t(language, 'try.own', { number: formatNational(caller.number) })
    case 'number': {
      const number = formatNational(caller.number)
      return contact
        ? t(language, 'try.contact', { number, ...contact })
        : t(language, 'try.unknown', { number })
    }
    default:
      return caller satisfies never
  }
}
