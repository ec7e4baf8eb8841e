import type { PackedTrace } from './pack-trace.ts'
import type { Action } from './rule.ts'

/** What is kept with a call or text: what was done, because of which rule of which version, seeing what. */
export type StoredDecision = {
  action: Action
  ruleKey: string
  ruleSetVersion: number
  trace: PackedTrace
  /** The facts that the trace does not already show. */
  facts: Record<string, unknown>
}
