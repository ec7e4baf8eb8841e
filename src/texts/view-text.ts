import type { Context } from '../context.ts'
import { type SourceView, viewSource } from '../messages/view-source.ts'
import type { Session } from '../secretaries/session.ts'
import { type FoundText, findText, type TextKey } from './find-text.ts'

/** All that the page of one text shows. */
export type TextView = FoundText & SourceView

/** Null for what is not there and for what is not hers. */
export async function viewText(
  context: Pick<Context, 'db' | 'directory' | 'now'>,
  session: Pick<Session, 'scope' | 'secretary'>,
  key: TextKey,
): Promise<TextView | null> {
  const found = await findText(context.db, session.scope, key)
  if (!found) return null
  const { clientId, textId: sourceId } = key
  const view = await viewSource(context, session, found.client, { clientId, sourceKind: 'text', sourceId })
  return { ...found, ...view }
}
