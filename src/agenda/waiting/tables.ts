import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { executives } from '../../clients/tables.ts'
import { clientId, id, instant } from '../../db/columns.ts'
import type { Language } from '../../i18n/text.ts'
import type { PhoneNumber } from '../../phone-number.ts'
import { appointments, appointmentTypes } from '../tables.ts'

/** Who wants an earlier time, or one at all: a freed time is offered in this order, with a deadline. */
export const waitingCallers = pgTable(
  'waiting_callers',
  {
    clientId: clientId(),
    id: id(),
    typeId: uuid('type_id').notNull(),
    /** Null where any executive who gives it will do. */
    executiveId: uuid('executive_id'),
    callerName: text('caller_name').notNull(),
    callerNumber: text('caller_number').$type<PhoneNumber>(),
    callerEmail: text('caller_email'),
    language: text('language').$type<Language>().notNull(),
    note: text('note'),
    /** Which hours suit him. */
    suits: text('suits').$type<'any' | 'mornings' | 'afternoons'>().notNull(),
    notBefore: instant('not_before'),
    notAfter: instant('not_after'),
    state: text('state').$type<'waiting' | 'offered' | 'booked' | 'left'>().notNull(),
    /** The time that is reserved for him until the deadline of the offer. */
    offeredId: uuid('offered_id'),
    offerUntil: instant('offer_until'),
    /** The appointment that he has already and would give up for an earlier one. */
    insteadOfId: uuid('instead_of_id'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    foreignKey({
      columns: [t.clientId, t.typeId],
      foreignColumns: [appointmentTypes.clientId, appointmentTypes.id],
    }),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
    foreignKey({
      columns: [t.clientId, t.offeredId],
      foreignColumns: [appointments.clientId, appointments.id],
    }),
    foreignKey({
      columns: [t.clientId, t.insteadOfId],
      foreignColumns: [appointments.clientId, appointments.id],
    }),
    index('waiting_callers_order')
      .on(t.clientId, t.typeId, t.createdAt)
      .where(sql`state in ('waiting', 'offered')`),
  ],
)

/** A time that an appointment gave up, until everybody who waits for such a one was asked or it is taken. */
export const freedTimes = pgTable(
  'freed_times',
  {
    clientId: clientId(),
    id: id(),
    executiveId: uuid('executive_id').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    freedAt: instant('freed_at').notNull(),
    /** When it is looked at next: not before whoever freed it can no longer take that back in peace. */
    nextAt: instant('next_at').notNull(),
    /** Those of `waiting_callers` to whom it was offered, so that it is offered to each once. */
    askedIds: uuid('asked_ids').array().notNull(),
    closedAt: instant('closed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
    index('freed_times_open').on(t.nextAt).where(sql`closed_at is null`),
  ],
)
