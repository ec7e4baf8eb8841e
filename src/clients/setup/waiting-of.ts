import { viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import type { Html } from '../../html.ts'
import { isAtLeast, type Session } from '../../secretaries/session.ts'
import { findWaiting } from '../reach/find-waiting.ts'
import { waitingPart } from '../reach/waiting-pages.ts'
import type { SetupClient } from './queries.ts'

/** What is said of a client's numbers that wait; null where none does. */
export async function waitingOf(
  context: Pick<Context, 'config' | 'db' | 'now'>,
  session: Session,
  { clientId, hours: { timeZone } }: SetupClient['row'],
): Promise<Html | null> {
  const waiting = await findWaiting(context.db, clientId)
  const mayChange = isAtLeast(session.secretary.role, 'supervisor')
  return waitingPart(viewerOf(context, session), { clientId, timeZone, mayChange, waiting })
}
