import { and, asc, eq, or } from 'drizzle-orm'
import { acts } from '../acts/tables.ts'
import { wasGivenTo } from '../calls/find-call.ts'
import { clients, executives } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { deliveries } from '../deliveries/tables.ts'
import { viewMessages } from '../messages/queries.ts'
import { messageRevisions, messages } from '../messages/tables.ts'
import { inScope, type Scope } from '../scope.ts'
import { secretaries } from '../secretaries/tables.ts'

export type SlipKey = { readonly clientId: number; readonly messageId: string }
export type FoundSlip = NonNullable<Awaited<ReturnType<typeof findSlip>>>

/** A slip with everything that became of it; null for what is not there and for what is not hers. It is hers with its call. */
export async function findSlip(db: Db, scope: Scope, { clientId, messageId }: SlipKey) {
  const [found] = await db
    .select({ message: messages, client: clients })
    .from(messages)
    .innerJoin(clients, eq(clients.clientId, messages.clientId))
    .where(
      and(
        or(
          inScope(scope, messages.clientId),
          and(
            eq(messages.sourceKind, 'call'),
            wasGivenTo(db, scope, { clientId: messages.clientId, id: messages.sourceId }),
          ),
        ),
        eq(messages.clientId, clientId),
        eq(messages.id, messageId),
      ),
    )
  if (!found) return null
  const [view] = await viewMessages(db, clientId, [found.message])
  if (!view) return null
  return {
    ...found,
    ...view,
    revisions: await db
      .select()
      .from(messageRevisions)
      .where(and(eq(messageRevisions.clientId, clientId), eq(messageRevisions.messageId, messageId)))
      .orderBy(asc(messageRevisions.revision)),
    deliveries: await db
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.clientId, clientId), eq(deliveries.messageId, messageId)))
      .orderBy(asc(deliveries.createdAt), asc(deliveries.id)),
    acts: await db
      .select()
      .from(acts)
      .where(and(eq(acts.clientId, clientId), eq(acts.subjectKind, 'message'), eq(acts.subjectId, messageId)))
      .orderBy(asc(acts.at), asc(acts.id))
      .limit(200),
    names: await namesOf(db, clientId),
  }
}

/** Of everybody who can have had a hand in it. */
async function namesOf(db: Db, clientId: number): Promise<ReadonlyMap<string, string>> {
  const theirs = await db
    .select({ id: executives.id, name: executives.name })
    .from(executives)
    .where(eq(executives.clientId, clientId))
  const ours = await db.select({ id: secretaries.id, name: secretaries.name }).from(secretaries)
  return new Map([...theirs, ...ours].map(({ id, name }) => [id, name]))
}
