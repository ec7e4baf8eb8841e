import { and, eq } from 'drizzle-orm'
import type { Transaction } from '../db/db.ts'
import { idFrom } from '../ids.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { hoursOf } from './end-attempt.ts'
import { type Callback, lockCallback, lockOpenOne } from './lock-callback.ts'
import { joinPlans, plan } from './plan.ts'
import { isStanding, type WishSource } from './states.ts'
import { callbacks, callbackWishes } from './tables.ts'
import { type Doing, writeCallback } from './write-callback.ts'

export type Wish = {
  readonly clientId: number
  /** Null where nobody knows it yet. */
  readonly number: PhoneNumber | null
  readonly name: string | null
  readonly contactId?: string | null
  readonly priority?: 'ordinary' | 'urgent'
  /** From when and until when; null for as soon as may be. Checked before. */
  readonly dueAt?: Date | null
  readonly until?: Date | null
  /** Names the cause: the same key again is the same wish. */
  readonly key: string
  readonly source: WishSource
  readonly why: string | null
  readonly executiveId?: string | null
  readonly secretaryId?: string | null
  readonly callId?: string | null
  readonly messageId?: string | null
  readonly appointmentId?: string | null
}

/** `joined`: he was to be rung already. `again`: this very wish came before. */
export type Promised =
  | { readonly kind: 'promised' | 'joined'; readonly callbackId: string; readonly actId: string }
  | { readonly kind: 'again'; readonly callbackId: string }

/**
 * Promises that somebody is rung back. Whoever is to be rung for this client already is rung once: the wish joins. One
 * that was withdrawn stands again. Safe to repeat.
 */
export async function promiseCallback(tx: Transaction, wish: Wish, doing: Doing): Promise<Promised> {
  const known = await findWish(tx, wish)
  if (known && !known.withdrawnAt) return { kind: 'again', callbackId: known.callbackId }
  const opened = await openOne(tx, wish, known?.callbackId ?? null, doing)
  const isSaved = await saveWish(tx, wish, opened.callbackId, { isKnown: known !== undefined, at: doing.at })
  return isSaved ? opened : { kind: 'again', callbackId: opened.callbackId }
}

type Saving = { readonly isKnown: boolean; readonly at: Date }

/** False where the same wish came in at this very moment. */
async function saveWish(
  tx: Transaction,
  wish: Wish,
  callbackId: string,
  { isKnown, at }: Saving,
): Promise<boolean> {
  const { clientId, key } = wish
  const isThis = and(eq(callbackWishes.clientId, clientId), eq(callbackWishes.key, key))
  if (isKnown) {
    await tx.update(callbackWishes).set({ callbackId, withdrawnAt: null }).where(isThis)
    return true
  }
  const saved = await tx
    .insert(callbackWishes)
    .values({ ...rowOf(wish), clientId, callbackId, id: idFrom('callbackWish', clientId, key), at })
    .onConflictDoNothing()
    .returning({ id: callbackWishes.id })
  return saved.length > 0
}

const rowOf = ({ key, source, why, executiveId, secretaryId, callId, messageId, appointmentId }: Wish) => ({
  ...{ key, source, why, executiveId: executiveId ?? null, secretaryId: secretaryId ?? null },
  ...{ callId: callId ?? null, messageId: messageId ?? null, appointmentId: appointmentId ?? null },
})

async function findWish(tx: Transaction, { clientId, key }: Wish) {
  const [found] = await tx
    .select({ callbackId: callbackWishes.callbackId, withdrawnAt: callbackWishes.withdrawnAt })
    .from(callbackWishes)
    .where(and(eq(callbackWishes.clientId, clientId), eq(callbackWishes.key, key)))
  return found
}

type Opened = Extract<Promised, { actId: string }>

/** `former`: the one it belonged to before it was withdrawn. */
async function openOne(tx: Transaction, wish: Wish, former: string | null, doing: Doing): Promise<Opened> {
  const { clientId } = wish
  const standing =
    (await lockOpenOne(tx, wish)) ?? (former && (await lockCallback(tx, { clientId, callbackId: former })))
  if (standing) return revive(tx, standing, wish, doing)
  const created = await create(tx, wish, doing)
  if (created) return created
  // Another wish was quicker by a moment.
  const other =
    (await lockOpenOne(tx, wish)) ?? (await lockCallback(tx, { clientId, callbackId: callbackIdOf(wish) }))
  if (!other) throw new Error(`The callback of wish ${wish.key} was closed as it was made`)
  return revive(tx, other, wish, doing)
}

const callbackIdOf = ({ clientId, key }: Wish) => idFrom('callback', clientId, key)

async function create(tx: Transaction, wish: Wish, doing: Doing): Promise<Opened | null> {
  const { clientId, number, name, contactId = null, priority = 'ordinary', dueAt = null, until = null } = wish
  const times = plan({ dueAt, until }, await hoursOf(tx, clientId), doing.at)
  const id = callbackIdOf(wish)
  const row = { clientId, id, state: 'open', number, name, contactId, priority, ...times } as const
  const [made] = await tx
    .insert(callbacks)
    .values({ ...row, createdAt: doing.at })
    .onConflictDoNothing()
    .returning()
  if (!made) return null
  const said = { note: wish.why, wish: wish.key }
  const set = { dueAt: times.dueAt }
  const { actId } = await writeCallback(tx, made, { set, verb: 'callback.promised', ...said }, doing)
  return { kind: 'promised', callbackId: id, actId }
}

/** It stands, or was closed because its only wish was withdrawn. */
async function revive(tx: Transaction, standing: Callback, wish: Wish, doing: Doing): Promise<Opened> {
  const { name, contactId = null, priority, dueAt = null, until = null } = wish
  const hours = await hoursOf(tx, wish.clientId)
  const times = joinPlans(standing, { dueAt, until }, hours, doing.at)
  const set = {
    ...times,
    name: standing.name ?? name,
    contactId: standing.contactId ?? contactId,
    priority: priority === 'urgent' ? priority : standing.priority,
    ...(isStanding(standing.state) ? {} : reopening(standing)),
  }
  const verb = isStanding(standing.state) ? 'callback.joined' : 'callback.reopened'
  const { actId } = await writeCallback(tx, standing, { set, verb, note: wish.why, wish: wish.key }, doing)
  return { kind: 'joined', callbackId: standing.id, actId }
}

/** What a callback is when its end is taken back. */
export const reopening = ({ reopened }: Pick<Callback, 'reopened'>) => ({
  ...{ state: 'open' as const, tries: 0, reopened: reopened + 1 },
  ...{ endedAt: null, endedById: null, endReason: null, endNote: null },
})
