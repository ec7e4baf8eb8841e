import { isDeepStrictEqual } from 'node:util'
import { faultsOfChoices } from './check-choices.ts'
import type { ClientDefinition, ExecutiveDefinition } from './definition.ts'
import type { StoredClient } from './load-stored.ts'

/**
 * What an executive changed on her page stays until the folder says something else than when it was last
 * imported, or takes away what she chose by it.
 */
export function keepOwnChoices(described: ClientDefinition, stored: StoredClient): ClientDefinition {
  const present = new Map(stored.definition.executives.map((executive) => [executive.key, executive]))
  const keep = (said: ExecutiveDefinition): ExecutiveDefinition => {
    const own = present.get(said.key)
    const before = stored.folder.get(said.key)
    if (!own || !before) return said
    const fits = faultsOfChoices({ mobile: said.mobile, choices: own.choices }).length === 0
    return {
      ...said,
      choices: fits && isDeepStrictEqual(said.choices, before.choices) ? own.choices : said.choices,
      language: said.language === before.language ? own.language : said.language,
    }
  }
  return { ...described, executives: described.executives.map(keep) }
}
