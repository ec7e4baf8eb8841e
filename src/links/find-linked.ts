import { findHerAgenda, type HerAgenda } from '../agenda/telling/pages/find-her-agenda.ts'
import { findHerAppointment, type HerAppointment } from '../agenda/telling/pages/find-her-appointment.ts'
import { findHerCallbacks, type HerCallbacks } from '../callbacks/find-her-callbacks.ts'
import { type FoundExecutive, findExecutive } from '../clients/find-executive.ts'
import { type FoundNumber, findNumber } from '../clients/reach/find-number.ts'
import type { Context } from '../context.ts'
import { type FoundDigest, findDigest } from '../digests/find-digest.ts'
import { type FoundMessage, findMessage } from '../messages/find-message.ts'
import type { OpenedLink } from './open-link.ts'

/** What a link opens, as it stands. */
export type Found =
  | ({ readonly purpose: 'message' } & FoundMessage)
  | ({ readonly purpose: 'digest' } & FoundDigest)
  | ({ readonly purpose: 'appointment' } & HerAppointment)
  | ({ readonly purpose: 'agenda' } & HerAgenda)
  | ({ readonly purpose: 'callbacks' } & HerCallbacks)
  | ({ readonly purpose: 'availability' } & FoundExecutive)
  | ({ readonly purpose: 'settings' } & FoundExecutive)
  | ({ readonly purpose: 'number' } & FoundNumber)

type Looking = {
  readonly now: Date
  /** The day from which she wants to see free times, as typed. */
  readonly from?: unknown
}

/** Null for what is not there any more. */
export async function findLinked(
  db: Context['db'],
  link: OpenedLink,
  looking: Looking,
): Promise<Found | null> {
  const { clientId, purpose, subjectId, executiveId, scope } = link
  switch (purpose) {
    case 'message': {
      const found = await findMessage(db, scope, { messageId: subjectId, executiveId })
      return found && { purpose, ...found }
    }
    case 'digest': {
      const found = await findDigest(db, scope, subjectId)
      return found && { purpose, ...found }
    }
    case 'appointment': {
      const key = { clientId, appointmentId: subjectId }
      const found = await findHerAppointment(db, scope, key, looking)
      return found && { purpose, ...found }
    }
    case 'agenda': {
      const found = await findHerAgenda(db, scope, subjectId, looking.now)
      return found && { purpose, ...found }
    }
    case 'callbacks': {
      const found = await findHerCallbacks(db, scope, subjectId, looking.now)
      return found && { purpose, ...found }
    }
    case 'availability':
    case 'settings': {
      const found = await findExecutive(db, scope, { executiveId: subjectId, purpose })
      return found && { purpose, ...found }
    }
    case 'number': {
      const found = await findNumber(db, scope, subjectId)
      return found && { purpose, ...found }
    }
    // No page: a calendar program fetches it.
    case 'feed':
    // Their page is another, for callers.
    case 'callerAppointment':
    case 'offer':
      return null
    default:
      return purpose satisfies never
  }
}
