export const rulesAddress = (clientId: number): string => `/console/clients/${clientId}/rules`

export const compareAddress = (clientId: number): string => `${rulesAddress(clientId)}/compare`

/** The form of one rule of the draft. */
export const formAddress = (clientId: number, ruleKey: string): string =>
  `${rulesAddress(clientId)}/rule?key=${encodeURIComponent(ruleKey)}`

/** One version of a client's rules, at the rule that decided: where a call's decision leads. */
export const versionAddress = (clientId: number, version: number, ruleKey: string | null = null): string =>
  `${rulesAddress(clientId)}/versions/${version}${ruleKey === null ? '' : `#rule-${ruleKey}`}`
