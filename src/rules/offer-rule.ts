import { and, eq } from 'drizzle-orm'
import { contacts } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import { findSource, type SlipSource, type SourceKey } from '../messages/find-source.ts'
import type { Scope } from '../scope.ts'
import { openTask } from '../tasks/open-task.ts'
import { changeDraft } from './editor/change-draft.ts'
import { findStanding } from './editor/find-draft.ts'
import { type RuleSuggestion, suggestRule, withSuggestion } from './suggest-rule.ts'

type Needs = Pick<Context, 'db' | 'directory' | 'live' | 'now'>

/** What to offer her who said that a call or text mattered; null where no rule would help. 404 where it is not hers. */
export async function findSuggestion(
  { db, directory }: Pick<Needs, 'db' | 'directory'>,
  scope: Scope,
  key: SourceKey,
): Promise<RuleSuggestion | null> {
  const source = await findSource(db, scope, key)
  const standing = await findStanding(db, source.clientId)
  if (!source.decision || !standing) return null
  const { ruleKey } = source.decision
  const { callerNumber, callerName } = source
  const language = directory.client(source.clientId)?.language ?? 'fr'
  const mattered = { ruleKey, callerNumber, callerName, language, isFollowed: await isFollowed(db, source) }
  return suggestRule((standing.draft ?? standing.inForce).ruleSet, mattered)
}

/**
 * Puts the exception among the rules that are being tried and tells the supervisors, who publish it or do not:
 * nothing is in force by it. Safe to repeat.
 */
export async function offerRule(
  context: Needs,
  scope: Scope,
  key: SourceKey,
): Promise<'offered' | 'noRule' | 'takenOver'> {
  const { db, now, live } = context
  const suggestion = await findSuggestion(context, scope, key)
  const standing = suggestion && (await findStanding(db, key.clientId))
  if (!suggestion || !standing) return 'noRule'
  const { clientId, sourceKind, sourceId } = key
  const change = (ruleSet: Parameters<typeof withSuggestion>[0]) => withSuggestion(ruleSet, suggestion)
  const outcome = await changeDraft(context, { clientId, stamp: standing.stamp, actor: scope.actor, change })
  if (outcome.kind === 'takenOver') return 'takenOver'
  const details = { rule: suggestion.rule.key, sourceKind, sourceId }
  const task = { clientId, audience: 'supervisor', kind: 'ruleOffered', key: sourceId, details } as const
  await openTask(db, task, now())
  live.changed([clientId])
  return 'offered'
}

async function isFollowed(db: Needs['db'], { clientId, contactId }: SlipSource): Promise<boolean> {
  if (!contactId) return false
  const [contact] = await db
    .select({ executiveId: contacts.executiveId })
    .from(contacts)
    .where(and(eq(contacts.clientId, clientId), eq(contacts.id, contactId)))
  return contact?.executiveId != null
}
