import { and, asc, eq, gt, isNull, lt } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isEmailAddress } from '../../email-address.ts'
import { linkToken, linkUrl, makeLink } from '../../links/make-link.ts'
import { openTask } from '../../tasks/open-task.ts'
import { clients, executives } from '../tables.ts'
import { composeReachMail } from './compose.ts'
import type { ReachChange } from './find-waiting.ts'
import { reachChanges } from './tables.ts'

type Needs = Pick<Context, 'config' | 'db' | 'live' | 'log' | 'mailer' | 'now'>

const atOnce = 50
/** After that a supervisor tells them herself. */
const patienceMs = 3_600_000
/** An address that was itself changed so shortly before may be the same stranger's, and gets no button to press. */
const steadyMs = 24 * 3_600_000

/**
 * Tells the client's executives of each changed number and address, the one whom it concerns at the address that she
 * had before. Safe to repeat: who has been told is written down.
 */
export async function tellOfReachChanges(context: Needs): Promise<void> {
  const untold = await context.db
    .select({ change: reachChanges, client: clients })
    .from(reachChanges)
    .innerJoin(clients, eq(clients.clientId, reachChanges.clientId))
    .where(isNull(reachChanges.toldAt))
    .orderBy(asc(reachChanges.changedAt))
    .limit(atOnce)
  for (const { change, client } of untold) await tellOne(context, change, client)
}

type Reader = typeof executives.$inferSelect

async function tellOne(context: Needs, change: ReachChange, client: typeof clients.$inferSelect) {
  const { db, live, log, now } = context
  const { clientId, id } = change
  const people = await db
    .select()
    .from(executives)
    .where(and(eq(executives.clientId, clientId), isNull(executives.leftAt)))
  const about = people.find((one) => one.id === change.executiveId) ?? null
  const told = [...change.told]
  let failed = 0
  for (const reader of people.filter((one) => !change.told.includes(one.id))) {
    const address = reader.id === change.executiveId ? change.formerEmail : reader.email
    if (!address || !isEmailAddress(address)) continue
    const link = reader.id === change.executiveId ? await linkFor(context, change, reader) : null
    const mail = composeReachMail({ client, reader, about, change, link })
    const messageId = context.mailer.messageIdOf(`${id}.${reader.id}`)
    const result = await context.mailer.send({ ...mail, to: { name: reader.name, address }, messageId })
    if (result.kind === 'sent') told.push(reader.id)
    else failed++
  }
  const givesUp = failed > 0 && now().getTime() - change.changedAt.getTime() > patienceMs
  const isOver = failed === 0 || givesUp
  await db.transaction(async (tx) => {
    const values = { told, toldAt: isOver ? now() : null }
    await tx
      .update(reachChanges)
      .set(values)
      .where(and(eq(reachChanges.clientId, clientId), eq(reachChanges.id, id)))
    const details = { executive: about?.name ?? null }
    const task = { clientId, audience: 'supervisor', kind: 'reachUntold', key: id, details } as const
    if (givesUp || (isOver && told.length === 0)) await openTask(tx, task, now())
  })
  log.info({ event: 'reach.told', clientId, changeId: id, told: told.length, failed })
  if (isOver) live.changed([clientId])
}

/** By which she says herself whether the number is hers; null where none waits, or her address is too new. */
async function linkFor(
  { config, db, now }: Needs,
  { clientId, id, kind, effectiveAt, changedAt }: ReachChange,
  { id: executiveId }: Reader,
): Promise<string | null> {
  if (kind !== 'mobile' || effectiveAt === null) return null
  const earlier = and(
    eq(reachChanges.clientId, clientId),
    eq(reachChanges.executiveId, executiveId),
    eq(reachChanges.kind, 'email'),
    gt(reachChanges.changedAt, new Date(changedAt.getTime() - steadyMs)),
    lt(reachChanges.changedAt, changedAt),
  )
  if ((await db.$count(reachChanges, earlier)) > 0) return null
  const subject = { clientId, purpose: 'number', subjectId: id, executiveId } as const
  const token = linkToken(config, subject)
  await db.transaction((tx) => makeLink(tx, { ...subject, token }, now()))
  return linkUrl(config, clientId, token)
}
