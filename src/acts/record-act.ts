import type { Transaction } from '../db/db.ts'
import { newId } from '../ids.ts'
import { type ActorKind, acts } from './tables.ts'

export type Act = {
  readonly clientId: number
  /** `id` is null for the software itself. */
  readonly actor: { readonly kind: ActorKind; readonly id: string | null }
  /** What was done, as `<noun>.<past participle>`: `client.imported`. */
  readonly verb: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly before: unknown
  readonly after: unknown
  /** The mandate, or the order, under which it was done. */
  readonly authority?: string
  /** The act that this one takes back. */
  readonly undoes?: string
  readonly at: Date
}

/**
 * Writes down what was done, in the transaction that does it where anything else is written, and answers the act's
 * id. Acts are only ever added.
 */
export async function recordAct(tx: Pick<Transaction, 'insert'>, act: Act): Promise<string> {
  const id = newId()
  await tx.insert(acts).values({
    clientId: act.clientId,
    id,
    at: act.at,
    actorKind: act.actor.kind,
    actorId: act.actor.id,
    verb: act.verb,
    subjectKind: act.subject.kind,
    subjectId: act.subject.id,
    before: act.before,
    after: act.after,
    authority: act.authority ?? null,
    undoes: act.undoes ?? null,
  })
  return id
}
