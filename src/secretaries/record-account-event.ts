import type { Db, Transaction } from '../db/db.ts'
import { newId } from '../ids.ts'
import { accountEvents } from './tables.ts'

export type AccountEvent = {
  /** Null for the software itself and for somebody who is not signed in. */
  readonly actorId: string | null
  readonly secretaryId: string
  readonly verb: AccountVerb
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
  readonly at: Date
}

export type AccountVerb =
  | 'created'
  | 'changed'
  | 'invited'
  | 'disabled'
  | 'enabled'
  | 'signedIn'
  | 'signedOut'
  | 'sessionEnded'
  | 'sessionsEnded'
  | 'passwordLinkSent'
  | 'passwordChanged'
  | 'totpOn'
  | 'totpOff'
  | 'recoveryCodeUsed'
  | 'recoveryCodesMade'
  | 'preferencesChanged'
  | 'stationPaused'
  | 'stationClosed'
  | 'answeringChanged'
  | 'teamJoined'
  | 'teamLeft'
  | 'teamMade'
  | 'teamRenamed'
  | 'teamDeleted'
  | 'telephoneGiven'
  | 'telephoneConfirmed'
  | 'telephoneDropped'
  | 'figuresSeen'
  | 'shiftAdded'
  | 'shiftMoved'
  | 'shiftDeleted'

/** What was done to whose account, by whom: in the transaction that does it. */
export async function recordAccountEvent(
  tx: Db | Transaction,
  { actorId, secretaryId, verb, details = {}, at }: AccountEvent,
): Promise<void> {
  await tx.insert(accountEvents).values({ id: newId(), at, actorId, secretaryId, verb, details })
}
