import { and, eq } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import type { SourceKey } from '../../messages/find-source.ts'
import { findSuggestion } from '../../rules/offer-rule.ts'
import type { Scope } from '../../scope.ts'
import { tasks } from '../../tasks/tables.ts'

/** `possible`: an exception would keep such a call. `offered`: one waits for a supervisor. Null where none would help. */
export type RuleOffer = 'possible' | 'offered' | null

/** Of a call or text of which somebody said that it mattered. */
export async function readRuleOffer(
  { db, directory }: Pick<Context, 'db' | 'directory'>,
  scope: Scope,
  key: SourceKey,
): Promise<RuleOffer> {
  const { clientId, sourceId } = key
  const offered = and(
    ...[eq(tasks.clientId, clientId), eq(tasks.kind, 'ruleOffered'), eq(tasks.key, sourceId)],
  )
  if ((await db.$count(tasks, offered)) > 0) return 'offered'
  return (await findSuggestion({ db, directory }, scope, key)) ? 'possible' : null
}
