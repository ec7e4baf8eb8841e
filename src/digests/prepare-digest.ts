import { and, eq } from 'drizzle-orm'
import { giveNumbers } from '../answers/line-number.ts'
import { clients, executives } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { type DeliveryRef, enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts'
import { insertDeliveries } from '../deliveries/insert-deliveries.ts'
import type { RowKey } from '../jobs/queues.ts'
import { digestChannels } from '../messages/channels.ts'
import { openAgenda } from './agenda-lines.ts'
import { type OpenMessage, orderLines } from './compose.ts'
import { countMeanwhile, openMessages } from './queries.ts'
import { type DigestCounts, digests, type StoredAgendaLine, type StoredLine } from './tables.ts'

type PrepareContext = Pick<Context, 'db' | 'jobs' | 'live' | 'log' | 'now'>

/**
 * Puts one digest together: its lines get their numbers and its deliveries are written, all in one transaction,
 * so that a crash leaves it due or done. Safe to repeat.
 */
export async function prepareDigest(context: PrepareContext, key: RowKey): Promise<void> {
  const composed = await context.db.transaction((tx) => compose(tx, key, context.now()))
  if (!composed) return
  const { event, deliveries } = composed
  context.log.info({ event, clientId: key.clientId, digestId: key.id })
  if (deliveries.length > 0) context.live.changed([key.clientId])
  await enqueueDeliveries(context.jobs, deliveries)
}

type Composed = { event: 'digest.composed' | 'digest.nothing'; deliveries: DeliveryRef[] }
type Row = typeof digests.$inferSelect
type Executive = typeof executives.$inferSelect

async function compose(tx: Transaction, key: RowKey, now: Date): Promise<Composed | null> {
  const found = await lock(tx, key)
  if (!found) return null
  const { digest, executive, timeZone } = found
  const open = orderLines(await openMessages(tx, executive, now))
  const clock = { at: digest.dueAt, timeZone: executive.choices.timeZone ?? timeZone }
  const agenda = await openAgenda(tx, executive, clock)
  const counts = await countMeanwhile(tx, executive, { since: digest.since, until: digest.dueAt })
  if (
    executive.leftAt ||
    (isNothing([...open, ...agenda], counts) && executive.choices.digest.onlyWhenSomething)
  ) {
    await save(tx, digest, { state: 'nothing', counts, composedAt: now })
    return { event: 'digest.nothing', deliveries: [] }
  }
  const numbered = await giveLines(tx, executive, { open, agenda }, now)
  await save(tx, digest, { state: 'composed', ...numbered, counts, composedAt: now })
  return { event: 'digest.composed', deliveries: await address(tx, digest, executive, now) }
}

/** Another worker's transaction on the same digest is waited for, and then it is not due any more. */
async function lock(tx: Transaction, { clientId, id }: RowKey) {
  const [digest] = await tx
    .select()
    .from(digests)
    .where(and(eq(digests.clientId, clientId), eq(digests.id, id), eq(digests.state, 'due')))
    .for('update')
  if (!digest) return null
  const [executive] = await tx
    .select()
    .from(executives)
    .where(and(eq(executives.clientId, clientId), eq(executives.id, digest.executiveId)))
  const [client] = await tx
    .select({ hours: clients.hours })
    .from(clients)
    .where(eq(clients.clientId, clientId))
  return executive && client ? { digest, executive, timeZone: client.hours.timeZone } : null
}

const isNothing = (open: readonly unknown[], { forwarded, discarded, inYourName }: DigestCounts) =>
  open.length + forwarded + discarded + inYourName === 0

type Told = {
  readonly open: readonly OpenMessage[]
  readonly agenda: readonly Omit<StoredAgendaLine, 'number'>[]
}

/** Messages first, then appointments, numbered on from each other. */
async function giveLines(
  tx: Transaction,
  executive: Executive,
  { open, agenda }: Told,
  now: Date,
): Promise<{ lines: StoredLine[]; agenda: StoredAgendaLine[] }> {
  const subjects = [
    ...open.map(({ messageId }) => ({ kind: 'message', id: messageId }) as const),
    ...agenda.map(({ appointmentId }) => ({ kind: 'appointment', id: appointmentId }) as const),
  ]
  const numbers = await giveNumbers(tx, executive, subjects, now)
  const numberAt = (place: number) => numbers[place] ?? null
  return {
    lines: open.map(({ messageId, kind }, place) => ({ number: numberAt(place), kind, messageId })),
    agenda: agenda.map((line, place) => ({ number: numberAt(open.length + place), ...line })),
  }
}

const save = (tx: Transaction, { clientId, id }: Row, changes: Partial<Row>) =>
  tx
    .update(digests)
    .set(changes)
    .where(and(eq(digests.clientId, clientId), eq(digests.id, id)))

function address(tx: Transaction, { clientId, id }: Row, executive: Executive, now: Date) {
  const ways = digestChannels(executive).map((channel) => ({ executiveId: executive.id, channel }))
  return insertDeliveries(tx, { clientId, urgency: 'ordinary', kind: 'digest', digestId: id }, ways, now)
}
