import { and, eq } from 'drizzle-orm'
import type { Act } from '../acts/record-act.ts'
import type { StoredAct, Undoing } from '../acts/stored-act.ts'
import { acts } from '../acts/tables.ts'
import {
  type RestoredAppointment,
  restorableSteps,
  restoreAppointment,
} from '../agenda/restore-appointment.ts'
import { takeBackWish } from '../callbacks/take-back-wish.ts'
import { restoreChoices } from '../clients/save-choices.ts'
import { restoreAvailability } from '../clients/set-availability.ts'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { takeBackMattered } from '../messages/mark-mattered.ts'
import { correctCaller, restoreAcknowledgement } from '../messages/restore-acknowledgement.ts'

/** `changedSince`: somebody has changed the same thing after it, so putting it back would undo that too. */
export type Undone =
  | {
      readonly kind: 'undone'
      readonly actId: string
      readonly act: StoredAct
      /** For `enqueueDeliveries` after the commit. */
      readonly deliveries: readonly DeliveryRef[]
    }
  | { readonly kind: 'alreadyUndone' | 'changedSince' | 'cannotBeUndone' }

type ActKey = { readonly clientId: number; readonly actId: string }

/** Takes one act back, which is an act itself. Safe to repeat: it is taken back once. */
export async function undoAct(tx: Transaction, key: ActKey, actor: Act['actor'], now: Date): Promise<Undone> {
  const [act] = await tx
    .select()
    .from(acts)
    .where(and(eq(acts.clientId, key.clientId), eq(acts.id, key.actId)))
    .for('no key update')
  const restore = act && restorers[act.verb]
  if (!act || !restore) return { kind: 'cannotBeUndone' }
  const undoing = and(eq(acts.clientId, key.clientId), eq(acts.undoes, act.id))
  if ((await tx.$count(acts, undoing)) > 0) return { kind: 'alreadyUndone' }
  const restored = await restore(tx, act, { actor, now })
  if (!restored) return { kind: 'changedSince' }
  if (typeof restored !== 'string') return { kind: 'undone', act, ...restored }
  const deliveries = act.verb === 'message.acknowledged' ? await correctCaller(tx, act, now) : []
  return { kind: 'undone', actId: restored, act, deliveries }
}

/** Answers the act that takes it back, with what is to be sent because of it. */
type Restore = (
  tx: Transaction,
  act: StoredAct,
  undoing: Undoing,
) => Promise<string | RestoredAppointment | null>

/** What she can do by an answer or on a page, and how it is taken back. */
const restorers: Readonly<Record<string, Restore>> = {
  'message.acknowledged': restoreAcknowledgement,
  'availability.set': restoreAvailability,
  'call.mattered': takeBackMattered,
  'text.mattered': takeBackMattered,
  'settings.changed': restoreChoices,
  'callback.promised': takeBackWish,
  'callback.joined': takeBackWish,
  'callback.reopened': takeBackWish,
  ...Object.fromEntries(restorableSteps.map((step) => [`appointment.${step}`, restoreAppointment])),
}
