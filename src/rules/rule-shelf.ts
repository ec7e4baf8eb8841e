import { getHeapStatistics } from 'node:v8'
import { type CompiledRules, compileRules } from './compile-rules.ts'
import type { RuleSet } from './rule.ts'

/** Clients' rules made ready, each in the version that was last asked for. */
export type RuleShelf = {
  find(clientId: number, version: number): CompiledRules | null
  put(clientId: number, version: number, ruleSet: RuleSet): CompiledRules
}

/** What one rule takes, made ready; half of the memory that this process may use is for rules. */
const bytesPerRule = 1200
const mostRules = () => getHeapStatistics().heap_size_limit / 2 / bytesPerRule

/** Beyond `most` rules those clients' go first who were not rung for longest; their next call reads them again. */
export function createRuleShelf(most = mostRules()): RuleShelf {
  const shelf = new Map<number, { version: number; rules: CompiledRules }>()
  let kept = 0
  const drop = (clientId: number) => {
    kept -= shelf.get(clientId)?.rules.rules.length ?? 0
    shelf.delete(clientId)
  }
  return {
    find(clientId, version) {
      const found = shelf.get(clientId)
      if (found?.version !== version) return null
      shelf.delete(clientId)
      shelf.set(clientId, found)
      return found.rules
    },
    put(clientId, version, ruleSet) {
      const rules = compileRules(ruleSet)
      drop(clientId)
      shelf.set(clientId, { version, rules })
      kept += rules.rules.length
      for (const oldest of shelf.keys()) {
        if (kept <= most || oldest === clientId) break
        drop(oldest)
      }
      return rules
    },
  }
}
