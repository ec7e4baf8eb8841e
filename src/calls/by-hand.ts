import { packTrace } from '../rules/pack-trace.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'

/** Of a call that no rule was asked about: written down by hand, or placed by a secretary. */
export const decisionByHand = (
  ruleSetVersion: number,
  ruleKey: 'byHand' | 'placed' = 'byHand',
): StoredDecision => ({
  action: { kind: 'takeMessage', copies: [], urgency: 'ordinary', by: 'secretary' },
  ruleKey,
  ruleSetVersion,
  trace: packTrace([]),
  facts: {},
})
