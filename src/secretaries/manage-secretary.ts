import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { clients } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import type { Language } from '../i18n/text.ts'
import { newId } from '../ids.ts'
import { isUsual, usualPriority } from './assigned.ts'
import { endSessions } from './end-sessions.ts'
import { findSecretary, type SecretaryRow } from './find-secretary.ts'
import { recordAccountEvent } from './record-account-event.ts'
import { saveAssignments } from './save-assignments.ts'
import { assignments, passwordLinks, type Role, secretaries } from './tables.ts'
import { mayDisable, mayManage, rolesFrom } from './team-rules.ts'

type ManagingContext = Pick<Context, 'db' | 'now'>
type Actor = { readonly id: string; readonly role: Role }

export type Description = {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly language: Language
  readonly clients: 'all' | readonly number[]
}

export type Managing = 'done' | 'unknown' | 'notAllowed' | 'emailTaken' | 'lastOwner'

/** A new account, without a password: its invitation is mailed after this. */
export async function addSecretary(
  { db, now }: ManagingContext,
  actor: Actor,
  described: Description,
): Promise<SecretaryRow | 'notAllowed' | 'emailTaken'> {
  if (!rolesFrom(actor).includes(described.role)) return 'notAllowed'
  return db.transaction(async (tx) => {
    if (await isTaken(tx, described.email, null)) return 'emailTaken'
    const { clients: hers, ...row } = described
    const values = { ...row, id: newId(), key: await freeKey(tx, described.name), allClients: hers === 'all' }
    const [added] = await tx.insert(secretaries).values(values).returning()
    if (!added) throw new Error('a secretary was inserted but has no row')
    await assign(tx, added.id, hers, now())
    await note(tx, actor, added.id, 'created', described, now())
    return added
  })
}

/** Name, address, role, language and clients, all at once. Nobody gives a role above her own, nor changes her own. */
export async function changeSecretary(
  { db, now }: ManagingContext,
  actor: Actor,
  id: string,
  described: Description,
): Promise<Managing> {
  return db.transaction(async (tx) => {
    const owners = await lockOwners(tx)
    const target = await findSecretary(tx, id)
    if (!target) return 'unknown'
    const isPromoted = target.role !== described.role
    if (!mayManage(actor, target) || !rolesFrom(actor).includes(described.role)) return 'notAllowed'
    if (isPromoted && actor.id === id) return 'notAllowed'
    if (isPromoted && isLastOwner(owners, id)) return 'lastOwner'
    if (await isTaken(tx, described.email, id)) return 'emailTaken'
    const { clients: hers, ...row } = described
    await tx
      .update(secretaries)
      .set({ ...row, allClients: hers === 'all' })
      .where(eq(secretaries.id, id))
    // A link that was mailed to the address before is somebody else's now.
    if (target.email !== described.email) await spendLinks(tx, id, now())
    await assign(tx, id, hers, now())
    await note(tx, actor, id, 'changed', described, now())
    return 'done'
  })
}

/** She is signed out everywhere at once and may not come in again. What she did goes on bearing her name. */
export async function disableSecretary(
  context: ManagingContext,
  actor: Actor,
  id: string,
): Promise<Managing> {
  return context.db.transaction(async (tx) => {
    const owners = await lockOwners(tx)
    const target = await findSecretary(tx, id)
    if (!target) return 'unknown'
    if (!mayDisable(actor, target)) return 'notAllowed'
    if (isLastOwner(owners, id)) return 'lastOwner'
    const at = context.now()
    await tx.update(secretaries).set({ disabledAt: at }).where(eq(secretaries.id, id))
    await spendLinks(tx, id, at)
    await endSessions(tx, id, null, at)
    await recordAccountEvent(tx, { actorId: actor.id, secretaryId: id, verb: 'disabled', at })
    return 'done'
  })
}

export async function enableSecretary(
  { db, now }: ManagingContext,
  actor: Actor,
  id: string,
): Promise<Managing> {
  const target = await findSecretary(db, id)
  if (!target) return 'unknown'
  if (!mayManage(actor, target)) return 'notAllowed'
  await db.transaction(async (tx) => {
    await tx.update(secretaries).set({ disabledAt: null }).where(eq(secretaries.id, id))
    await recordAccountEvent(tx, { actorId: actor.id, secretaryId: id, verb: 'enabled', at: now() })
  })
  return 'done'
}

/** Two owners who disable one another at the same moment must not both succeed. */
async function lockOwners(tx: Transaction): Promise<string[]> {
  const active = and(eq(secretaries.role, 'owner'), isNull(secretaries.disabledAt))
  const rows = await tx.select({ id: secretaries.id }).from(secretaries).where(active).for('update')
  return rows.map(({ id }) => id)
}

const isLastOwner = (owners: readonly string[], id: string) => owners.length === 1 && owners[0] === id

async function isTaken(tx: Transaction, email: string, exceptId: string | null): Promise<boolean> {
  const same = eq(sql`lower(${secretaries.email})`, email.toLowerCase())
  const others = exceptId ? ne(secretaries.id, exceptId) : undefined
  const rows = await tx.select({ id: secretaries.id }).from(secretaries).where(and(same, others))
  return rows.length > 0
}

/** `maelle`, or `maelle-2` where there is one already. */
async function freeKey(tx: Transaction, name: string): Promise<string> {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const stem =
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 30) || 'secretaire'
  const rows = await tx.select({ key: secretaries.key }).from(secretaries)
  const taken = new Set(rows.map(({ key }) => key))
  let key = stem
  for (let number = 2; taken.has(key); number++) key = `${stem}-${number}`
  return key
}

/** What was said of a client that she keeps stays; working for all of them, only that. */
async function assign(tx: Transaction, id: string, hers: Description['clients'], at: Date): Promise<void> {
  const { clientId, regular, priority } = assignments
  const standing = await tx
    .select({ clientId, regular, priority })
    .from(assignments)
    .where(eq(assignments.secretaryId, id))
  if (hers === 'all') {
    const said = standing.filter((one) => !isUsual(one))
    return saveAssignments(tx, id, said, at)
  }
  const known = await tx
    .select({ clientId: clients.clientId })
    .from(clients)
    .where(inArray(clients.clientId, [...hers]))
  const usual = { regular: false, priority: usualPriority }
  const assigned = known.map((one) => ({
    ...usual,
    ...standing.find((before) => before.clientId === one.clientId),
    ...one,
  }))
  await saveAssignments(tx, id, assigned, at)
}

async function spendLinks(tx: Transaction, id: string, at: Date): Promise<void> {
  const open = and(eq(passwordLinks.secretaryId, id), isNull(passwordLinks.usedAt))
  await tx.update(passwordLinks).set({ usedAt: at }).where(open)
}

async function note(
  tx: Transaction,
  actor: Actor,
  secretaryId: string,
  verb: 'created' | 'changed',
  { role, clients: hers }: Description,
  at: Date,
): Promise<void> {
  const details = { role, clients: hers === 'all' ? hers : hers.join(' ') }
  await recordAccountEvent(tx, { actorId: actor.id, secretaryId, verb, details, at })
}
