import { type Language, t } from '../i18n/text.ts'
import type { Decision, TraceStep } from './decide.ts'
import { explainCondition, nameOf, type Reader } from './explain-condition.ts'
import { explainSeen } from './explain-seen.ts'
import type { Action, Forward, Rule, RuleSet, TakeMessage } from './rule.ts'

/** "Si l'appelant est marqué « vip » et que Me Morel est disponible : mettre en relation avec Me Morel (20 s)" */
export function explainRule(rule: Rule, reader: Reader): string {
  const conditions = rule.when.map((condition) => explainCondition(condition, reader))
  return t(reader.language, 'rule.sentence', { conditions, action: explainAction(rule.action, reader) })
}

export function explainDefault(action: RuleSet['default'], reader: Reader): string {
  return t(reader.language, 'rule.default', { action: explainAction(action, reader) })
}

/** "mettre en relation avec Me Morel (20 s)" */
export function explainAction(action: Action, reader: Reader): string {
  switch (action.kind) {
    case 'forward':
      return explainForward(action, reader)
    case 'takeMessage':
      return explainMessage(action, reader)
    case 'discard':
      return t(reader.language, `rule.discard.${action.how}`)
    default:
      return action satisfies never
  }
}

/** One line for the action, one for the rule that gave it, then one for each rule tried; one alone where none was. */
export function explainDecision(decision: Decision, ruleSet: RuleSet, reader: Reader): string[] {
  const { language } = reader
  const rules = new Map(ruleSet.rules.map((rule) => [rule.key, rule]))
  const rule = titleOf(decision.ruleKey, rules, language)
  if (isByPerson(decision.ruleKey)) return [whyOf(decision.ruleKey, rule, language)]
  return [
    t(language, 'decision.action', { action: explainAction(decision.action, reader) }),
    whyOf(decision.ruleKey, rule, language),
    ...decision.trace.map((step) => explainStep(step, rules, reader)),
  ]
}

/** Calls that no rule treated bear another word in the place of its key. */
function whyOf(key: string, rule: string, language: Language): string {
  if (isOwnWord(key)) return t(language, `decision.${key}`)
  return t(language, 'decision.rule', { rule })
}

const isOwnWord = (key: string): key is (typeof ownWords)[number] => ownWords.some((word) => word === key)
const ownWords = ['default', 'byHand', 'placed', 'degraded', 'resting'] as const

/** Nothing was decided: somebody wrote the call down, or placed it. */
const isByPerson = (key: string): boolean => key === 'byHand' || key === 'placed'

function explainStep(step: TraceStep, rules: ReadonlyMap<string, Rule>, reader: Reader): string {
  const { language } = reader
  const rule = titleOf(step.rule, rules, language)
  if ('failed' in step) {
    const condition = rules.get(step.rule)?.when[step.at]
    const asked = condition ? explainCondition(condition, reader) : step.failed
    return t(language, 'decision.failed', {
      rule,
      condition: asked,
      seen: explainSeen(step.seen, step.failed, reader),
    })
  }
  const seen = step.held.map((one) => explainSeen(one.seen, one.condition, reader))
  const held = seen.length > 0 ? t(language, 'decision.held', { rule, seen }) : rule
  return step.spared
    ? t(language, 'decision.spared', { step: held, why: t(language, `decision.${step.spared}`) })
    : held
}

function titleOf(key: string, rules: ReadonlyMap<string, Rule>, language: Language): string {
  return key === 'default' ? t(language, 'decision.defaultRule') : (rules.get(key)?.name ?? key)
}

/** What follows an unanswered forward is said only where it is not the plain message. */
function explainForward({ to, ringSeconds, screen, otherwise }: Forward, reader: Reader): string {
  const { language } = reader
  const rung = t(language, 'rule.forward', { name: nameOf(to, reader), seconds: ringSeconds })
  const action = screen ? rung : t(language, 'rule.unscreened', { action: rung })
  const next = explainAction(otherwise, reader)
  return next === t(language, 'rule.takeMessage')
    ? action
    : t(language, 'rule.otherwise', { action, otherwise: next })
}

function explainMessage({ for: recipient, copies, urgency, by }: TakeMessage, reader: Reader): string {
  const { language } = reader
  let action = t(language, urgency === 'urgent' ? 'rule.takeUrgentMessage' : 'rule.takeMessage')
  if (recipient) action = t(language, 'rule.messageFor', { action, name: nameOf(recipient, reader) })
  if (copies.length > 0) {
    action = t(language, 'rule.messageCopies', { action, names: copies.map((key) => nameOf(key, reader)) })
  }
  return by === 'voicemail' ? t(language, 'rule.byVoicemail', { action }) : action
}
