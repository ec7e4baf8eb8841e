import type { Client } from '../clients/client.ts'
import { type CompiledRules, compileRules } from './compile-rules.ts'

const compiled = new WeakMap<object, CompiledRules>()

/** A client's rules, made ready at its first call and kept as long as the directory keeps that version. */
export function compiledRules({ clientId, ruleSet }: Pick<Client, 'clientId' | 'ruleSet'>): CompiledRules {
  if (!ruleSet) throw new Error(`The rules of client ${clientId} are not in memory yet`)
  const known = compiled.get(ruleSet)
  if (known) return known
  const rules = compileRules(ruleSet)
  compiled.set(ruleSet, rules)
  return rules
}
