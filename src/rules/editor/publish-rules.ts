import { type ClientChange, changeClient, loadById } from '../../clients/change-client.ts'
import type { Context } from '../../context.ts'
import { openTask } from '../../tasks/open-task.ts'
import type { RuleSet } from '../rule.ts'
import { type DraftChange, endDraft } from './change-draft.ts'
import { newTargets } from './new-targets.ts'
import { forwardUntold, tellOfForwards } from './tell-of-forwards.ts'

export type Publishing = Pick<DraftChange, 'clientId' | 'actor'> & {
  readonly ruleSet: RuleSet
  /** The version in force as she saw it. */
  readonly seen: number
  readonly note: string
  /** Of the draft that is published; null for a return to an earlier version. */
  readonly stamp: string | null
}

/**
 * Puts rules in force, as a new version with the reason why. Whoever is rung for the first time is no secret: the
 * client's executives get a mail, and the task that says so stays open until it is sent.
 */
export async function publishRules(
  context: Pick<Context, 'config' | 'db' | 'live' | 'log' | 'mailer' | 'now'>,
  publishing: Publishing,
): Promise<ClientChange> {
  const { clientId, actor, ruleSet, seen, note, stamp } = publishing
  const stored = await loadById(context.db, clientId)
  if (!stored) return { kind: 'unknownClient' }
  if (stored.ruleSetVersion !== seen) return { kind: 'stale' }
  const at = context.now()
  const forwards = { clientId, version: seen + 1, keys: newTargets(stored.definition.ruleSet, ruleSet) }
  const changed = await changeClient(context, {
    clientId,
    seenVersion: stored.version,
    actor,
    note,
    change: (definition) => ({ ...definition, ruleSet }),
    also: async (tx) => {
      if (stamp !== null && !(await endDraft(tx, { clientId, actor, stamp, at }, 'published')))
        throw new DraftMoved()
      if (forwards.keys.length > 0) await openTask(tx, forwardUntold(forwards), at)
    },
  }).catch(staleIfMoved)
  // Not awaited: a mail server that hangs must not cost her the page.
  if (changed.kind === 'changed' && forwards.keys.length > 0)
    void tellOfForwards(context, stored.definition, forwards).catch((err: unknown) =>
      context.log.error({ event: 'forward.untold', clientId, version: forwards.version, err }),
    )
  return changed
}

class DraftMoved extends Error {}

function staleIfMoved(error: unknown): ClientChange {
  if (error instanceof DraftMoved) return { kind: 'stale' }
  throw error
}
