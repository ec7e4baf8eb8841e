import { type Language, t } from '../i18n/text.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { formatNational } from '../phone-number.ts'
import { singleLine } from '../plain-text.ts'
import { newKey } from './editor/new-key.ts'
import type { Condition, Rule, RuleSet } from './rule.ts'

/** A call or text that was turned away and of which somebody said that it mattered. */
export type Mattered = {
  /** The rule that turned it away. */
  readonly ruleKey: string
  /** Null when withheld: of those nothing can be said but all of them. */
  readonly callerNumber: PhoneNumber | null
  readonly callerName: string | null
  /** He is the contact of an executive. */
  readonly isFollowed: boolean
  /** The client's. */
  readonly language: Language
}

/** What would have kept it: one more rule, before the one that turned it away. */
export type RuleSuggestion = { readonly rule: Rule; readonly before: string }

/**
 * An exception for this number alone. Null where none would help: the number was withheld, the rule is gone or
 * turns nothing away any more, or an exception stands already.
 */
export function suggestRule(ruleSet: RuleSet, mattered: Mattered): RuleSuggestion | null {
  const { callerNumber: number, callerName, ruleKey, isFollowed, language } = mattered
  const place = ruleSet.rules.findIndex(({ key }) => key === ruleKey)
  const blamed = ruleSet.rules[place]
  if (!number || !blamed || !discards(blamed)) return null
  if (ruleSet.rules.slice(0, place).some((rule) => takes(rule, number))) return null
  const who = callerName ? singleLine(callerName, 60) : formatNational(number)
  const name = t(language, 'slip.exception', { who })
  const key = newKey(
    name,
    ruleSet.rules.map((rule) => rule.key),
  )
  const forWhom = isFollowed ? { for: 'contactExecutive' as const } : {}
  const action = {
    kind: 'takeMessage',
    copies: [],
    urgency: 'ordinary',
    by: 'secretary',
    ...forWhom,
  } as const
  const rule: Rule = {
    key,
    name,
    when: [{ kind: 'caller', numbers: [number] }],
    action: { ...action, copies: [] },
  }
  return { rule, before: blamed.key }
}

/** First of all where the rule that it stood before is gone meanwhile. */
export function withSuggestion(ruleSet: RuleSet, { rule, before }: RuleSuggestion): RuleSet {
  const place = Math.max(
    0,
    ruleSet.rules.findIndex(({ key }) => key === before),
  )
  return { ...ruleSet, rules: ruleSet.rules.toSpliced(place, 0, rule) }
}

const discards = ({ action }: Rule): boolean =>
  action.kind === 'discard' || (action.kind === 'forward' && action.otherwise.kind === 'discard')

const takes = ({ when, action }: Rule, number: PhoneNumber): boolean =>
  action.kind !== 'discard' && when.every((condition) => names(condition, number))

const names = (condition: Condition, number: PhoneNumber): boolean =>
  condition.kind === 'caller' && (condition.numbers?.includes(number) ?? false)
