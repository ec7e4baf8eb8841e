import type { Context } from '../context.ts'
import { type SourceView, viewSource } from '../messages/view-source.ts'
import type { Session } from '../secretaries/session.ts'
import { type CallKey, type FoundCall, findCall } from './find-call.ts'

/** All that the page of one call shows. */
export type CallView = FoundCall & SourceView & { readonly timer: CallTimer }

/** What a clock on the page needs. */
export type CallTimer = {
  readonly arrivedAt: Date
  /** An executive's or a secretary's "yes"; null while it rings. */
  readonly answeredAt: Date | null
  readonly endedAt: Date | null
}

/** Null for what is not there and for what is not hers. */
export async function viewCall(
  context: Pick<Context, 'db' | 'directory' | 'now'>,
  session: Pick<Session, 'scope' | 'secretary'>,
  key: CallKey,
): Promise<CallView | null> {
  const found = await findCall(context.db, session.scope, key)
  if (!found) return null
  const { clientId, callId: sourceId } = key
  const view = await viewSource(context, session, found.client, { clientId, sourceKind: 'call', sourceId })
  return { ...found, ...view, timer: timerOf(found) }
}

function timerOf({ call, handling }: FoundCall): CallTimer {
  const { arrivedAt, acceptedAt, endedAt, loggedById } = call
  const answeredAt = acceptedAt ?? (loggedById ? arrivedAt : (handling?.takenAt ?? null))
  return { arrivedAt, answeredAt, endedAt }
}
