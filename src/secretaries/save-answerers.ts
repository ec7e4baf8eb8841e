import { and, eq, inArray } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import { clients } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { tellFloor } from '../floor/tell-floor.ts'
import type { Scope } from '../scope.ts'
import { usualPriority } from './assigned.ts'
import { type Answerer, findAnswerers } from './find-answerers.ts'
import { recordAccountEvent } from './record-account-event.ts'
import { assignments } from './tables.ts'

type Saving = {
  readonly clientId: number
  /** What she is to the client from now on; those who are not named stay as they are. */
  readonly answerers: ReadonlyMap<string, Answerer['assigned']>
  /** As the page showed them; when they have changed since, nothing is saved. */
  readonly seen: (standing: readonly Answerer[]) => boolean
}

type Saved = 'saved' | 'unchanged' | 'stale' | 'unknownPerson'

/** Who answers for a client, and how soon each is rung: from the next ring on. */
export async function saveAnswerers(
  context: Pick<Context, 'db' | 'live' | 'now'>,
  { actor }: Pick<Scope, 'actor'>,
  { clientId, answerers, seen }: Saving,
): Promise<Saved> {
  const at = context.now()
  const outcome = await context.db.transaction(async (tx): Promise<Saved> => {
    await tx.select().from(clients).where(eq(clients.clientId, clientId)).for('update')
    const standing = await findAnswerers(tx, clientId)
    if (!seen(standing)) return 'stale'
    const byId = new Map(standing.map((one) => [one.id, one]))
    if ([...answerers.keys()].some((id) => !byId.has(id))) return 'unknownPerson'
    const changed = standing.flatMap((one) => changeOf(one, answerers.get(one.id)))
    if (changed.length === 0) return 'unchanged'
    await write(tx, clientId, changed, at)
    for (const { before, after } of changed) {
      const isAccess = (before.assigned === null) !== (after === null) && !before.everywhere
      await recordAccountEvent(tx, {
        actorId: actor.id,
        secretaryId: before.id,
        verb: isAccess ? 'changed' : 'answeringChanged',
        details: { clientId, regular: after?.regular ?? false, assigned: after !== null },
        at,
      })
    }
    await recordAct(tx, {
      ...{ clientId, actor, verb: 'client.answerersChanged', authority: 'console', at },
      subject: { kind: 'client', id: String(clientId) },
      before: changed.map(({ before }) => ({ secretaryId: before.id, ...before.assigned })),
      after: changed.map(({ before, after }) => ({ secretaryId: before.id, ...after })),
    })
    return 'saved'
  })
  if (outcome === 'saved') tellFloor(context)
  return outcome
}

type Change = { readonly before: Answerer; readonly after: Answerer['assigned'] }

/** Who works for every client and is not said to be more has no row. */
function changeOf(before: Answerer, entered: Answerer['assigned'] | undefined): Change[] {
  if (entered === undefined) return []
  const says = entered && (entered.regular || entered.priority !== usualPriority || !before.everywhere)
  const after = says ? entered : null
  const isSame = before.assigned?.regular === after?.regular && before.assigned?.priority === after?.priority
  return isSame ? [] : [{ before, after }]
}

async function write(tx: Transaction, clientId: number, changes: readonly Change[], since: Date) {
  const gone = changes.filter(({ after }) => after === null).map(({ before }) => before.id)
  if (gone.length > 0)
    await tx
      .delete(assignments)
      .where(and(eq(assignments.clientId, clientId), inArray(assignments.secretaryId, gone)))
  for (const { before, after } of changes) {
    if (after === null) continue
    await tx
      .insert(assignments)
      .values({ clientId, secretaryId: before.id, since, ...after })
      .onConflictDoUpdate({ target: [assignments.clientId, assignments.secretaryId], set: after })
  }
}
