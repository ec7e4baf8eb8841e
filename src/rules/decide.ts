import type { CompiledRule, CompiledRules } from './compile-rules.ts'
import type { Check, Seen } from './conditions.ts'
import type { Facts } from './facts.ts'
import type { Action, Forward, TakeMessage } from './rule.ts'
import { type DecidingClient, type View, viewFacts } from './view-facts.ts'

type Observation = { readonly condition: Check['kind']; readonly seen: Seen }
/** Why the client's own call was spared a rule that held. */
type Spared = 'notDiscarded' | 'notRungBack'
/**
 * One rule tried. A failed rule names only the condition that failed, `at` its place from 0. `spared` on the default means that
 * its action was replaced, on any other rule that the next one was tried.
 */
export type TraceStep =
  | { readonly rule: string; readonly failed: Check['kind']; readonly at: number; readonly seen: Seen }
  | { readonly rule: string; readonly held: readonly Observation[]; readonly spared?: Spared }

export type Decision = {
  readonly action: Action
  /** The rule that decided, or `default`. */
  readonly ruleKey: string
  readonly trace: readonly TraceStep[]
}

/** The first rule whose conditions all hold gives the action; pure, and the whole reason is in the trace. */
export function decide(rules: CompiledRules, facts: Facts, client: DecidingClient): Decision {
  const view = viewFacts(facts, client)
  const trace: TraceStep[] = []
  for (const rule of rules.rules) {
    const step = tryRule(rule, view)
    trace.push(step)
    if ('failed' in step || step.spared) continue
    return { action: sparedOtherwise(rule.action, view), ruleKey: rule.key, trace }
  }
  return decideByDefault(rules.default, view, trace)
}

/** The same without its reasons, in half the time: for a month of calls at once. */
export function decideUnexplained(
  rules: CompiledRules,
  facts: Facts,
  client: DecidingClient,
): Pick<Decision, 'action' | 'ruleKey'> {
  const view = viewFacts(facts, client)
  for (const { key, checks, action } of rules.rules)
    if (checks.every((check) => check.holds(view)) && !spare(action, view))
      return { action: sparedOtherwise(action, view), ruleKey: key }
  return decideByDefault(rules.default, view, [])
}

function tryRule({ key, checks, action }: CompiledRule, view: View): TraceStep {
  let at = 0
  for (const check of checks) {
    if (!check.holds(view)) return { rule: key, failed: check.kind, at, seen: check.seen(view, false) }
    at++
  }
  const held = checks.map((check) => ({ condition: check.kind, seen: check.seen(view, true) }))
  const spared = spare(action, view)
  return spared ? { rule: key, held, spared } : { rule: key, held }
}

/** An own call is never discarded and never forwarded to the number it comes from. */
function spare(action: Action, { facts: { caller }, executives }: View): Spared | null {
  if (caller.kind !== 'own') return null
  if (action.kind === 'discard') return 'notDiscarded'
  const ringsBack = action.kind === 'forward' && executives.get(action.to)?.number === caller.number
  return ringsBack ? 'notRungBack' : null
}

function decideByDefault(action: Forward | TakeMessage, view: View, trace: TraceStep[]): Decision {
  const spared = spare(action, view)
  if (!spared || action.kind !== 'forward') {
    return { action: sparedOtherwise(action, view), ruleKey: 'default', trace }
  }
  trace.push({ rule: 'default', held: [], spared })
  const message = action.otherwise.kind === 'takeMessage' ? action.otherwise : plainMessage
  return { action: message, ruleKey: 'default', trace }
}

const plainMessage: TakeMessage = { kind: 'takeMessage', copies: [], urgency: 'ordinary', by: 'secretary' }

/** What follows an unanswered forward spares own calls too. */
function sparedOtherwise(action: Action, { facts }: View): Action {
  if (facts.caller.kind !== 'own' || action.kind !== 'forward') return action
  return action.otherwise.kind === 'discard' ? { ...action, otherwise: plainMessage } : action
}
