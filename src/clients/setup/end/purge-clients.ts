import { and, eq } from 'drizzle-orm'
import type { Context } from '../../../context.ts'
import { openTask } from '../../../tasks/open-task.ts'
import { clients } from '../../tables.ts'
import { findPurge } from './find-purge.ts'
import { purgeClient } from './purge-client.ts'

type Needs = Pick<Context, 'db' | 'files' | 'live' | 'log' | 'now'>

/**
 * Erases the data of every client that ended half a year ago, once they were exported: what is not exported yet waits,
 * and a supervisor is asked to.
 */
export async function purgeClients(context: Needs): Promise<void> {
  const { db, now } = context
  const ended = await db
    .select()
    .from(clients)
    .where(and(eq(clients.state, 'ended')))
  for (const row of ended) {
    const purge = await findPurge(db, row)
    if (!purge || purge.at > now()) continue
    if (purge.exportedAt) await purgeClient(context, row, purge.exportedAt)
    else await askForExport(context, row.clientId)
  }
}

const askForExport = ({ db, now }: Needs, clientId: number): Promise<void> =>
  openTask(
    db,
    { clientId, audience: 'supervisor', kind: 'exportBeforePurge', key: String(clientId), details: {} },
    now(),
  )
