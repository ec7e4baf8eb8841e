import { isDeepStrictEqual } from 'node:util'
import type { CompiledRules } from '../compile-rules.ts'
import { decideUnexplained } from '../decide.ts'
import type { Action } from '../rule.ts'
import type { DecidingClient } from '../view-facts.ts'
import { factsOfPast, type PastCall } from './past-call.ts'
import { type Arrivals, recallArrivals } from './recall-arrivals.ts'

/** What draft and rules in force make of the calls that came. */
export type Comparison = {
  /** Calls and texts that were asked about, those left aside not among them. */
  readonly calls: number
  readonly texts: number
  /** No rule had decided about them: answered without the database, or logged by hand. */
  readonly leftAside: number
  /** The draft would have treated them otherwise; most frequent first. */
  readonly groups: readonly Group[]
  /** The rules in force already treat them otherwise than they were treated, and the draft does the same. */
  readonly alreadyOtherwise: number
}

/** Calls that were treated in one way and would have been in another, by one rule of the draft. */
export type Group = {
  readonly then: Action
  readonly draft: Action
  readonly ruleKey: string
  readonly count: number
  /** The latest. */
  readonly examples: readonly PastCall[]
}

export type Asked = {
  readonly draft: CompiledRules
  readonly inForce: CompiledRules
  readonly client: DecidingClient
  /** Earlier calls only tell how often somebody had rung. */
  readonly from: Date
}

export type Comparing = { add(calls: Iterable<PastCall>): void; finish(): Comparison }

const mostExamples = 10

/** Calls are added in the order in which they came, beginning a week before `from`. */
export function compareDecisions(asked: Asked): Comparing {
  const counts = { voice: 0, text: 0, leftAside: 0, alreadyOtherwise: 0 }
  const groups = createGroups()
  const arrivals = recallArrivals(asked.draft, asked.inForce)
  return {
    add(calls) {
      for (const call of calls) {
        const what = judge(asked, call, arrivals)
        if (what === 'before') continue
        if (what === 'leftAside') counts.leftAside++
        else counts[call.channel]++
        if (what === 'alreadyOtherwise') counts.alreadyOtherwise++
        if (typeof what === 'object') groups.add(call, what)
      }
    },
    finish() {
      const { voice: calls, text: texts, leftAside, alreadyOtherwise } = counts
      return { calls, texts, leftAside, alreadyOtherwise, groups: groups.list() }
    },
  }
}

type Otherwise = { readonly then: Action; readonly draft: Action; readonly ruleKey: string }
type Judgement = 'before' | 'leftAside' | 'alike' | 'alreadyOtherwise' | Otherwise

/** Treated is what was done; a call is asked about again only where that would differ. */
function judge({ draft, inForce, client, from }: Asked, call: PastCall, arrivals: Arrivals): Judgement {
  const recent = arrivals.before(call)
  if (call.at < from) return 'before'
  if (!call.decided) return 'leftAside'
  const facts = factsOfPast(call, recent)
  const tried = decideUnexplained(draft, facts, client)
  const { action: then } = call.decided
  if (isSame(then, tried.action)) return 'alike'
  const now = decideUnexplained(inForce, facts, client)
  if (isSame(now.action, tried.action)) return 'alreadyOtherwise'
  return { then, draft: tried.action, ruleKey: tried.ruleKey }
}

/** Few actions stand for all calls: what was found equal once is not looked into again. */
function isSame(a: Action, b: Action): boolean {
  if (a === b) return true
  const known = compared.get(a) ?? new WeakMap<Action, boolean>()
  compared.set(a, known)
  const found = known.get(b) ?? isDeepStrictEqual(a, b)
  known.set(b, found)
  return found
}
const compared = new WeakMap<Action, WeakMap<Action, boolean>>()

function createGroups() {
  const groups = new Map<string, Group & { count: number; examples: PastCall[] }>()
  const keys = new WeakMap<Action, string>()
  const keyOf = (action: Action) => {
    const key = keys.get(action) ?? canonical(action)
    keys.set(action, key)
    return key
  }
  return {
    add(call: PastCall, { then, draft, ruleKey }: Otherwise) {
      const key = `${keyOf(then)} ${keyOf(draft)} ${ruleKey}`
      const group = groups.get(key) ?? { then, draft, ruleKey, count: 0, examples: [] }
      group.count++
      group.examples.push(call)
      if (group.examples.length > mostExamples) group.examples.shift()
      groups.set(key, group)
    },
    list: (): Group[] =>
      [...groups.values()]
        .map((group) => ({ ...group, examples: group.examples.toReversed() }))
        .sort((a, b) => b.count - a.count),
  }
}

/** The database gives the keys of an object back in another order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
