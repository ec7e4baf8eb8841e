import { and, eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { secretaries } from '../secretaries/tables.ts'
import type { SlipForm } from './find-draft.ts'
import type { SourceKey } from './find-source.ts'
import { messages } from './tables.ts'

/** The slip was sent, or corrected, since she began to write: what she wrote is still on her page. */
export type AlreadySent = {
  readonly kind: 'alreadySent'
  readonly messageId: string
  readonly revision: number
  readonly by: string | null
}

/** The slip of a secretary that stands for a call or text; null when there is none or only the software's. */
export async function findWritten(db: Pick<Db, 'select'>, { clientId, sourceId }: SourceKey) {
  const [found] = await db
    .select({ message: messages, by: secretaries.name })
    .from(messages)
    .leftJoin(secretaries, eq(secretaries.id, messages.authorId))
    .where(and(eq(messages.clientId, clientId), eq(messages.sourceId, sourceId), eq(messages.kind, 'taken')))
  return found ?? null
}

/** The form's hidden field `revision` says what stood when she began: nothing, or the slip she corrects. */
export async function sentSince(
  db: Pick<Db, 'select'>,
  key: SourceKey,
  form: SlipForm,
): Promise<AlreadySent | null> {
  const written = await findWritten(db, key)
  if (!written || written.message.revision === seenRevision(form)) return null
  const { id: messageId, revision } = written.message
  return { kind: 'alreadySent', messageId, revision, by: written.by }
}

export const seenRevision = ({ revision }: SlipForm): number => Number(revision ?? 0) || 0
