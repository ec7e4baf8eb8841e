import { and, eq } from 'drizzle-orm'
import { whenAllowed } from '../clients/quiet-hours.ts'
import { clients, executives } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import { channelsOf } from '../messages/channels.ts'
import type { AlertKey } from './hasten-alert.ts'
import { alerts } from './tables.ts'

/**
 * From now on an urgent message waits for the word of the one it is for. In the transaction that tells her;
 * safe to repeat. Whom nobody can reach, the message leaves at the first look.
 */
export async function startAlert(tx: Transaction, key: AlertKey, now: Date): Promise<void> {
  const [found] = await tx
    .select({ executive: executives, client: clients })
    .from(executives)
    .innerJoin(clients, eq(clients.clientId, executives.clientId))
    .where(and(eq(executives.clientId, key.clientId), eq(executives.id, key.executiveId)))
  if (!found || found.executive.choices.acknowledgeMinutes === null) return
  await insertAlert(tx, { ...key, ...found, onCallRank: 0 }, now)
}

type NewAlert = AlertKey & {
  readonly executive: typeof executives.$inferSelect
  readonly client: Pick<typeof clients.$inferSelect, 'hours'>
  readonly onCallRank: number
}

/** It begins when she is told: now, or at the end of quiet hours that urgent messages keep too. */
export async function insertAlert(
  tx: Transaction,
  { clientId, messageId, executiveId, executive, client, onCallRank }: NewAlert,
  now: Date,
): Promise<void> {
  const startedAt = whenAllowed(executive.choices, client.hours.timeZone, 'urgent', now)
  const isReachable = executive.leftAt === null && channelsOf(executive, 'urgent').length > 0
  const nextAt = isReachable ? new Date(startedAt.getTime() + patienceMs(executive)) : now
  await tx
    .insert(alerts)
    .values({ clientId, messageId, executiveId, step: 'told', onCallRank, startedAt, nextAt })
    .onConflictDoNothing()
}

/** For those on the on-call list who chose to be told once: then the next on it is told. */
const toldOnceMinutes = 10

export const patienceMs = ({ choices }: Pick<NewAlert['executive'], 'choices'>): number =>
  (choices.acknowledgeMinutes ?? toldOnceMinutes) * 60_000
