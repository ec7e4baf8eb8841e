import { and, eq } from 'drizzle-orm'
import { recordAct } from '../../acts/record-act.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { Scope } from '../../scope.ts'
import { contacts } from '../tables.ts'
import { type ContactKey, findContact } from './find-contact.ts'

/** His numbers go with him, by the foreign key; his calls and messages stay. */
export async function deleteContact(
  { db, now, live }: Pick<Context, 'db' | 'live' | 'now'>,
  scope: Scope,
  key: ContactKey,
): Promise<void> {
  await db.transaction(async (tx) => {
    const standing = await findContact(tx, scope, key)
    if (!standing) throw new AppError(404, 'notFound', 'a contact that is not there or not hers')
    await tx.delete(contacts).where(and(eq(contacts.clientId, key.clientId), eq(contacts.id, key.contactId)))
    await recordAct(tx, {
      clientId: key.clientId,
      actor: scope.actor,
      verb: 'contact.deleted',
      subject: { kind: 'contact', id: key.contactId },
      before: standing.contact,
      after: null,
      authority: 'console',
      at: now(),
    })
  })
  live.changed([key.clientId])
}
