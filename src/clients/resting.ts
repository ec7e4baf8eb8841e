import { t } from '../i18n/text.ts'
import { packTrace } from '../rules/pack-trace.ts'
import type { Discard } from '../rules/rule.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'
import type { Client } from './client.ts'

/** The key that stands in the place of a rule's for a client whose service is suspended or at its end. */
export const restingRuleKey = 'resting'

/** Whether its callers hear the neutral sentence that names nobody. */
export const isResting = ({ state }: Pick<Client, 'state'>): boolean =>
  state === 'suspended' || state === 'ended'

export const restingAction = ({ language }: Pick<Client, 'language'>): Discard => ({
  kind: 'discard',
  how: 'announce',
  announcement: t(language, 'voice.resting'),
})

/** What is kept with a call or text to such a client: no rule was asked. */
export const restingDecision = (
  client: Pick<Client, 'language' | 'state' | 'ruleSetVersion'>,
): StoredDecision => ({
  action: restingAction(client),
  ruleKey: restingRuleKey,
  ruleSetVersion: client.ruleSetVersion,
  trace: packTrace([]),
  facts: { clientState: client.state },
})
