import { and, eq, type SQL, sql } from 'drizzle-orm'
import { appointments } from '../agenda/tables.ts'
import { appointmentNotices } from '../agenda/telling/tables.ts'
import { answers } from '../answers/tables.ts'
import { callbacks, callbackWishes } from '../callbacks/tables.ts'
import { calls } from '../calls/tables.ts'
import { waitsForExecutive } from '../clients/reach/find-waiting.ts'
import { reachChanges } from '../clients/reach/tables.ts'
import { clients, executives, lines } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { digests } from '../digests/tables.ts'
import { acknowledgements, messages, slipDrafts } from '../messages/tables.ts'
import { notices } from '../notices/tables.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { texts } from '../texts/tables.ts'
import { deliveries } from './tables.ts'

export type DeliveryKey = { readonly clientId: number; readonly id: string }

/** One delivery with all it takes to send it. */
export type Letter = {
  readonly delivery: typeof deliveries.$inferSelect
  readonly client: typeof clients.$inferSelect
  /** Null where it goes to a caller. */
  readonly executive: typeof executives.$inferSelect | null
  /** Her new number waits: where she is rung meanwhile. */
  readonly waiting?: { readonly before: string | null } | null
  readonly line: LetterLine | null
  readonly brings: Brought
}

/** Where texts come from, and whether they can be answered. */
export type LetterLine = {
  readonly number: PhoneNumber
  readonly sender: string | null
  readonly receivesTexts: boolean
}

export type Brought =
  | {
      readonly kind: 'message'
      readonly message: typeof messages.$inferSelect
      /** By anybody. */
      readonly acknowledged: boolean
      /** When a secretary last wrote on the slip of the same call or text that she has not sent yet. */
      readonly draftSavedAt: Date | null
    }
  | { readonly kind: 'digest'; readonly digest: typeof digests.$inferSelect }
  | { readonly kind: 'echo'; readonly answer: typeof answers.$inferSelect }
  | { readonly kind: 'notice'; readonly notice: typeof notices.$inferSelect }
  | {
      readonly kind: 'appointment'
      readonly notice: typeof appointmentNotices.$inferSelect
      readonly appointment: typeof appointments.$inferSelect
      /** Whether others are told of with it. */
      readonly together: boolean
    }
  | {
      readonly kind: 'callback'
      readonly wish: typeof callbackWishes.$inferSelect
      readonly callback: typeof callbacks.$inferSelect
    }

export async function loadLetter(db: Pick<Db, 'select'>, key: DeliveryKey): Promise<Letter | undefined> {
  const [found] = await db
    .select({
      delivery: deliveries,
      client: clients,
      executive: executives,
      message: messages,
      digest: digests,
      answer: answers,
      notice: notices,
      appointmentNotice: appointmentNotices,
      appointment: appointments,
      wish: callbackWishes,
      callback: callbacks,
      line,
      acknowledged,
      together,
      draftSavedAt: slipDrafts.savedAt,
      waiting: { id: reachChanges.id, before: reachChanges.before },
    })
    .from(deliveries)
    .innerJoin(clients, eq(clients.clientId, deliveries.clientId))
    .leftJoin(
      executives,
      and(eq(executives.clientId, deliveries.clientId), eq(executives.id, deliveries.executiveId)),
    )
    .leftJoin(reachChanges, waitsForExecutive())
    .leftJoin(
      messages,
      and(eq(messages.clientId, deliveries.clientId), eq(messages.id, deliveries.messageId)),
    )
    .leftJoin(
      slipDrafts,
      and(eq(slipDrafts.clientId, messages.clientId), eq(slipDrafts.sourceId, messages.sourceId)),
    )
    .leftJoin(digests, and(eq(digests.clientId, deliveries.clientId), eq(digests.id, deliveries.digestId)))
    .leftJoin(answers, and(eq(answers.clientId, deliveries.clientId), eq(answers.id, deliveries.answerId)))
    .leftJoin(notices, and(eq(notices.clientId, deliveries.clientId), eq(notices.id, deliveries.noticeId)))
    .leftJoin(
      appointmentNotices,
      and(
        eq(appointmentNotices.clientId, deliveries.clientId),
        eq(appointmentNotices.id, deliveries.appointmentNoticeId),
      ),
    )
    .leftJoin(
      appointments,
      and(
        eq(appointments.clientId, appointmentNotices.clientId),
        eq(appointments.id, appointmentNotices.appointmentId),
      ),
    )
    .leftJoin(
      callbackWishes,
      and(eq(callbackWishes.clientId, deliveries.clientId), eq(callbackWishes.id, deliveries.callbackWishId)),
    )
    .leftJoin(
      callbacks,
      and(eq(callbacks.clientId, callbackWishes.clientId), eq(callbacks.id, callbackWishes.callbackId)),
    )
    .where(isDelivery(key))
  if (!found) return undefined
  const { delivery, client, executive, waiting, line: from } = found
  return { delivery, client, executive, waiting, line: from, brings: broughtBy(found) }
}

type Found = {
  readonly message: typeof messages.$inferSelect | null
  readonly digest: typeof digests.$inferSelect | null
  readonly answer: typeof answers.$inferSelect | null
  readonly notice: typeof notices.$inferSelect | null
  readonly appointmentNotice: typeof appointmentNotices.$inferSelect | null
  readonly appointment: typeof appointments.$inferSelect | null
  readonly wish: typeof callbackWishes.$inferSelect | null
  readonly callback: typeof callbacks.$inferSelect | null
  readonly acknowledged: boolean
  readonly together: boolean
  readonly draftSavedAt: Date | null
}

function broughtBy(found: Found): Brought {
  const { message, digest, answer, notice, appointmentNotice, appointment } = found
  const { acknowledged, together, draftSavedAt } = found
  if (message) return { kind: 'message', message, acknowledged, draftSavedAt }
  if (digest) return { kind: 'digest', digest }
  if (answer) return { kind: 'echo', answer }
  if (notice) return { kind: 'notice', notice }
  if (appointmentNotice && appointment)
    return { kind: 'appointment', notice: appointmentNotice, appointment, together }
  if (found.wish && found.callback) return { kind: 'callback', wish: found.wish, callback: found.callback }
  throw new Error('a delivery that brings nothing, which the table refuses')
}

export const isDelivery = ({ clientId, id }: DeliveryKey) =>
  and(eq(deliveries.clientId, clientId), eq(deliveries.id, id))

const acknowledged = sql<boolean>`exists (
  select from ${acknowledgements} where ${acknowledgements.clientId} = ${deliveries.clientId}
    and ${acknowledgements.messageId} = ${deliveries.messageId})`

const together = sql<boolean>`exists (
  select from ${appointmentNotices} as companion where companion.client_id = ${deliveries.clientId}
    and companion.told_with = ${deliveries.appointmentNoticeId})`

/** The line that was rung or texted, while the client still has it; else the first of its lines. */
const line: SQL<LetterLine | null> = sql`(
  select json_build_object(
    'number', ${lines.number}, 'sender', ${lines.sender}, 'receivesTexts', ${lines.receivesTexts})
  from ${lines} where ${lines.clientId} = ${deliveries.clientId}
  order by ${lines.number} is distinct from coalesce(
    (select ${calls.line} from ${calls} join ${messages} as m
      on m.client_id = ${calls.clientId} and m.source_id = ${calls.id}
      where m.client_id = ${deliveries.clientId}
        and m.id = coalesce(${deliveries.messageId}, ${notices.messageId})),
    (select ${texts.line} from ${texts} join ${messages} as m
      on m.client_id = ${texts.clientId} and m.source_id = ${texts.id}
      where m.client_id = ${deliveries.clientId}
        and m.id = coalesce(${deliveries.messageId}, ${notices.messageId})),
    (select ${texts.line} from ${texts}
      where ${texts.clientId} = ${deliveries.clientId}
        and ${texts.id} = coalesce(${deliveries.answerId}, ${appointments.sourceId})),
    (select ${calls.line} from ${calls}
      where ${calls.clientId} = ${deliveries.clientId} and ${calls.id} = ${appointments.sourceId})
  ), ${lines.key} limit 1)`
