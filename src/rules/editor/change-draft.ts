import { and, eq } from 'drizzle-orm'
import type { Act } from '../../acts/record-act.ts'
import { recordAct } from '../../acts/record-act.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import type { RuleSet } from '../rule.ts'
import { ruleDrafts } from '../tables.ts'
import { compareRuleSets } from './compare-rule-sets.ts'
import type { Stamp } from './draft-stamp.ts'
import { type Draft, findStanding, type Standing } from './find-draft.ts'

export type DraftChange = {
  readonly clientId: number
  /** Of the rules as she saw them. */
  readonly stamp: Stamp
  readonly actor: Act['actor'] & { readonly id: string }
  readonly change: (ruleSet: RuleSet) => RuleSet
}

/** `takenOver`: somebody changed, began or ended the draft since she saw it; null when the rules in force changed. */
export type DraftOutcome =
  | { readonly kind: 'saved' | 'unchanged' }
  | { readonly kind: 'takenOver'; readonly draft: Draft | null }

/** Changes the draft, which begins with the first change to the rules in force. Nothing is in force by it. */
export async function changeDraft(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { clientId, stamp, actor, change }: DraftChange,
): Promise<DraftOutcome> {
  return db.transaction(async (tx) => {
    const standing = await findStanding(tx, clientId)
    if (standing?.stamp !== stamp) return { kind: 'takenOver', draft: standing?.draft ?? null }
    const before = (standing.draft ?? standing.inForce).ruleSet
    const after = change(before)
    const changes = compareRuleSets(before, after)
    if (changes.length === 0) return { kind: 'unchanged' }
    const at = now()
    const saved = await save(tx, { clientId, standing, ruleSet: after, secretaryId: actor.id, savedAt: at })
    if (!saved) return { kind: 'takenOver', draft: (await findStanding(tx, clientId))?.draft ?? null }
    await recordAct(tx, {
      clientId,
      actor,
      verb: 'ruleDraft.changed',
      subject: { kind: 'client', id: String(clientId) },
      before: null,
      after: { changes },
      authority: 'console',
      at,
    })
    return { kind: 'saved' }
  })
}

type Saving = {
  readonly clientId: number
  readonly standing: Standing
  readonly ruleSet: RuleSet
  readonly secretaryId: string
  readonly savedAt: Date
}

/** Conditional on what was seen: of two supervisors at once one finds that she was not alone. */
async function save(tx: Transaction, { standing, ...values }: Saving): Promise<boolean> {
  const { draft, inForce } = standing
  const version = (draft?.version ?? 0) + 1
  const saved = draft
    ? await tx
        .update(ruleDrafts)
        .set({ ...values, version })
        .where(isDraft(values.clientId, draft))
        .returning({ version: ruleDrafts.version })
    : await tx
        .insert(ruleDrafts)
        .values({ ...values, version, basedOn: inForce.version })
        .onConflictDoNothing()
        .returning({ version: ruleDrafts.version })
  return saved.length > 0
}

const isDraft = (clientId: number, { version, savedAt }: Draft) =>
  and(eq(ruleDrafts.clientId, clientId), eq(ruleDrafts.version, version), eq(ruleDrafts.savedAt, savedAt))

type Ending = Pick<DraftChange, 'clientId' | 'actor' | 'stamp'> & { readonly at: Date }

/** Ends the draft as she saw it; false when somebody changed it since. */
export async function endDraft(
  tx: Transaction,
  { clientId, actor, stamp, at }: Ending,
  fate: 'dropped' | 'published',
): Promise<boolean> {
  const standing = await findStanding(tx, clientId)
  if (!standing?.draft || standing.stamp !== stamp) return false
  const { draft } = standing
  const ended = await tx
    .delete(ruleDrafts)
    .where(isDraft(clientId, draft))
    .returning({ version: ruleDrafts.version })
  if (ended.length === 0) return false
  await recordAct(tx, {
    clientId,
    actor,
    verb: `ruleDraft.${fate}`,
    subject: { kind: 'client', id: String(clientId) },
    before: { ruleSet: draft.ruleSet, basedOn: draft.basedOn },
    after: null,
    authority: 'console',
    at,
  })
  return true
}
