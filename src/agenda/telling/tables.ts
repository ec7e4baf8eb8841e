import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { executives } from '../../clients/tables.ts'
import { clientId, id, instant } from '../../db/columns.ts'
import type { PhoneNumber } from '../../phone-number.ts'
import { appointments } from '../tables.ts'
import type { Told } from './told.ts'

/**
 * One thing that one person is told about one appointment; deliveries bring it, and say by which channels. `id`
 * derives from appointment, sequence, kind and person, so that it is told once.
 */
export const appointmentNotices = pgTable(
  'appointment_notices',
  {
    clientId: clientId(),
    id: id(),
    appointmentId: uuid('appointment_id').notNull(),
    /** The appointment's, as it is told: what was overtaken by a later one is not sent any more. */
    sequence: integer('sequence').notNull(),
    kind: text('kind').$type<AppointmentNoticeKind>().notNull(),
    /** Null where it goes to the caller, by the number or address below. */
    executiveId: uuid('executive_id'),
    number: text('number').$type<PhoneNumber>(),
    email: text('email'),
    /** Of a reminder: for which hour before it. */
    reminderHours: integer('reminder_hours'),
    /** What it says of the appointment; null for invitations, which carry it whole. */
    told: jsonb('told').$type<Told>(),
    /** What the reader counted on before, where this changes it. */
    former: jsonb('former').$type<Told>(),
    /** The notice whose text or mail tells this one too: consecutive appointments are told of once. */
    toldWith: uuid('told_with'),
    createdAt: instant('created_at').notNull(),
    /** Taken back: what had not gone out by then never does. */
    withdrawnAt: instant('withdrawn_at'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    foreignKey({
      columns: [t.clientId, t.appointmentId],
      foreignColumns: [appointments.clientId, appointments.id],
    }),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
    index('appointment_notices_appointment').on(t.clientId, t.appointmentId),
  ],
)

/**
 * To callers: `noted` (it waits for the executive's yes), `confirmed`, `moved`, `cancelled`, `declined`, `reminder`,
 * `offer` (a freed time). To executives: `question` (her yes or no is wanted), `news` (what a caller or a secretary
 * did that she must know at once), `invitation` and `invitationCancelled` (for her calendar, RFC 6047).
 */
export type AppointmentNoticeKind =
  | 'noted'
  | 'confirmed'
  | 'moved'
  | 'cancelled'
  | 'declined'
  | 'reminder'
  | 'offer'
  | 'question'
  | 'news'
  | 'invitation'
  | 'invitationCancelled'
