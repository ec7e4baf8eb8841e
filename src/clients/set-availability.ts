import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Act, recordAct } from '../acts/record-act.ts'
import type { StoredAct, Undoing } from '../acts/stored-act.ts'
import type { Transaction } from '../db/db.ts'
import { availabilities, executives } from './tables.ts'

type ExecutiveKey = { readonly clientId: number; readonly id: string }
export type Availability = { readonly state: 'away' | 'busy'; readonly until: Date | null }
type Stored = Availability & { readonly saidAt: Date }

/**
 * What an executive says of herself holds for all her clients, whose ids and hers are given, from the next call
 * on. Null: she is available. Answers the acts, one for each client where it changed anything.
 */
export async function setAvailability(
  tx: Transaction,
  of: readonly ExecutiveKey[],
  availability: Availability | null,
  actor: Act['actor'],
  now: Date,
): Promise<{ clientId: number; actId: string }[]> {
  const done: { clientId: number; actId: string }[] = []
  for (const executive of of.toSorted((a, b) => a.clientId - b.clientId)) {
    await lockExecutive(tx, executive)
    const before = await findStored(tx, executive)
    if (isSame(before, availability)) continue
    const after = availability && { ...availability, saidAt: now }
    await write(tx, executive, after)
    // Herself: each client's acts name her as that client knows her.
    const by = actor.kind === 'executive' ? { kind: actor.kind, id: executive.id } : actor
    const act = { clientId: executive.clientId, actor: by, subject: { kind: 'executive', id: executive.id } }
    const actId = await recordAct(tx, { ...act, verb: 'availability.set', before, after, at: now })
    done.push({ clientId: executive.clientId, actId })
  }
  return done
}

/** What she said of herself last, whether or not it has ended since. */
export async function findStored(tx: Transaction, executive: ExecutiveKey): Promise<Stored | null> {
  const { state, until, saidAt } = availabilities
  const [found] = await tx.select({ state, until, saidAt }).from(availabilities).where(isOf(executive))
  return found ?? null
}

const storedSchema = z
  .object({
    state: z.enum(['away', 'busy']),
    until: z.coerce.date().nullable(),
    saidAt: z.coerce.date(),
  })
  .nullable()

/** Puts back what she had said before. Null when she has said something else since. */
export async function restoreAvailability(
  tx: Transaction,
  act: StoredAct,
  { actor, now }: Undoing,
): Promise<string | null> {
  const executive = { clientId: act.clientId, id: act.subjectId }
  await lockExecutive(tx, executive)
  const standing = await findStored(tx, executive)
  const said = storedSchema.parse(act.after)
  if (standing?.saidAt.getTime() !== said?.saidAt.getTime()) return null
  await write(tx, executive, storedSchema.parse(act.before))
  return recordAct(tx, {
    ...{ clientId: act.clientId, actor, subject: { kind: 'executive', id: act.subjectId } },
    ...{ verb: 'availability.restored', before: act.after, after: act.before, undoes: act.id, at: now },
  })
}

const isSame = (standing: Stored | null, said: Availability | null) =>
  standing?.state === said?.state && standing?.until?.getTime() === said?.until?.getTime()

async function write(tx: Transaction, executive: ExecutiveKey, stored: Stored | null): Promise<void> {
  if (!stored) {
    await tx.delete(availabilities).where(isOf(executive))
    return
  }
  await tx
    .insert(availabilities)
    .values({ clientId: executive.clientId, executiveId: executive.id, ...stored })
    .onConflictDoUpdate({ target: [availabilities.clientId, availabilities.executiveId], set: stored })
}

/** One change of what she says at a time. */
async function lockExecutive(tx: Transaction, { clientId, id }: ExecutiveKey): Promise<void> {
  await tx
    .select({ id: executives.id })
    .from(executives)
    .where(and(eq(executives.clientId, clientId), eq(executives.id, id)))
    .for('no key update')
}

const isOf = ({ clientId, id }: ExecutiveKey) =>
  and(eq(availabilities.clientId, clientId), eq(availabilities.executiveId, id))
