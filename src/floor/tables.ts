import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { clients } from '../clients/tables.ts'
import { clientId, id, instant } from '../db/columns.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { secretaries } from '../secretaries/tables.ts'
import type { InHandKind } from './relay/in-hand.ts'
import type { Device, StationState } from './station.ts'

/**
 * Agency-wide: where a secretary answers calls, one for each who ever took her place. At most one call rings at her,
 * she is in at most one, and holds at most one other: all are claimed by conditional UPDATE of this row.
 */
export const stations = pgTable(
  'stations',
  {
    secretaryId: uuid('secretary_id')
      .primaryKey()
      .references(() => secretaries.id),
    state: text('state').$type<StationState>().notNull().default('off'),
    stateSince: instant('state_since').notNull(),
    device: text('device').$type<Device>().notNull().default('browser'),
    /** Rung when her device is a telephone; a second person has said that it is right. */
    telephone: text('telephone').$type<PhoneNumber>(),
    /** She gave it, and nobody else has said yet that it is right. */
    askedTelephone: text('asked_telephone').$type<PhoneNumber>(),
    /** When her softphone last said that it can be reached. */
    reachableAt: instant('reachable_at'),
    /** The call that rings at her. */
    rungClientId: integer('rung_client_id'),
    rungCallId: uuid('rung_call_id'),
    rungSince: instant('rung_since'),
    /** The call she is in, from her claim to its end. */
    busyClientId: integer('busy_client_id'),
    busyCallId: uuid('busy_call_id'),
    busySince: instant('busy_since'),
    /** The one that she holds meanwhile, without her line in it. */
    parkedClientId: integer('parked_client_id'),
    parkedCallId: uuid('parked_call_id'),
    /** The call is over and she writes: nothing rings at her until then. */
    wrapUpUntil: instant('wrap_up_until'),
    /** The call she wrote about last. */
    wrapUpClientId: integer('wrap_up_client_id'),
    wrapUpCallId: uuid('wrap_up_call_id'),
    /** Whoever has been free longest is rung first. */
    freeSince: instant('free_since'),
    /** Rings in a row that she let pass. */
    missedRings: integer('missed_rings').notNull().default(0),
    /** The last call that rang at her and was not for her to answer: missed, declined. Others are asked first. */
    passedCallId: uuid('passed_call_id'),
    /** It does not ring at her again before then. */
    passedUntil: instant('passed_until'),
  },
  (t) => [
    index('stations_rung').on(t.rungClientId, t.rungCallId),
    index('stations_busy').on(t.busyClientId, t.busyCallId),
    index('stations_parked').on(t.parkedClientId, t.parkedCallId),
  ],
)

/** Agency-wide: who answers together, and for whom others overflow to them. */
export const teams = pgTable('teams', {
  id: uuid('id').primaryKey(),
  key: text('key').notNull().unique(),
  name: text('name').notNull(),
})

export const teamMembers = pgTable(
  'team_members',
  {
    teamId: uuid('team_id')
      .notNull()
      .references(() => teams.id),
    secretaryId: uuid('secretary_id')
      .notNull()
      .references(() => secretaries.id),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.secretaryId] }),
    index('team_members_secretary').on(t.secretaryId),
  ],
)

/** Agency-wide: when a secretary is to be at her station, so that the next one is known at the hand-over. */
export const shifts = pgTable(
  'shifts',
  {
    id: uuid('id').primaryKey(),
    secretaryId: uuid('secretary_id')
      .notNull()
      .references(() => secretaries.id),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** When what she left open passed on to whoever came next. */
    handedOverAt: instant('handed_over_at'),
  },
  (t) => [
    unique('shifts_once').on(t.secretaryId, t.startsAt),
    index('shifts_ends').on(t.endsAt),
    index('shifts_to_hand_over').on(t.endsAt).where(sql`handed_over_at is null`),
  ],
)

/** Agency-wide: what somebody left to the next, at the end of her shift or by her word; seen once. */
export const handOvers = pgTable(
  'hand_overs',
  {
    id: uuid('id').primaryKey(),
    fromId: uuid('from_id')
      .notNull()
      .references(() => secretaries.id),
    /** Null: to everybody. */
    toId: uuid('to_id').references(() => secretaries.id),
    at: instant('at').notNull(),
    /** Whom it was given to has looked at it. */
    openedAt: instant('opened_at'),
    seenAt: instant('seen_at'),
    seenById: uuid('seen_by_id').references(() => secretaries.id),
  },
  (t) => [index('hand_overs_unseen').on(t.toId, t.at).where(sql`seen_at is null`)],
)

/** One thing that was handed over. Back with everybody where the next one does not work for its client. */
export const handOverItems = pgTable(
  'hand_over_items',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    handOverId: uuid('hand_over_id')
      .notNull()
      .references(() => handOvers.id),
    kind: text('kind').$type<InHandKind>().notNull(),
    /** Of the call, text, task or callback. */
    subjectId: uuid('subject_id').notNull(),
    toId: uuid('to_id').references(() => secretaries.id),
  },
  (t) => [primaryKey({ columns: [t.clientId, t.id] }), index('hand_over_items_of').on(t.handOverId)],
)

/** Agency-wide, since some are about no client: what she wrote for whoever comes next. */
export const handOverNotes = pgTable(
  'hand_over_notes',
  {
    id: uuid('id').primaryKey(),
    authorId: uuid('author_id')
      .notNull()
      .references(() => secretaries.id),
    /** Shown only to those who work for it; null for a note about everything. */
    clientId: integer('client_id').references(() => clients.clientId),
    body: text('body').notNull(),
    writtenAt: instant('written_at').notNull(),
    /** Null until it is handed over. */
    handOverId: uuid('hand_over_id').references(() => handOvers.id),
  },
  (t) => [
    index('hand_over_notes_of').on(t.authorId, t.handOverId),
    index('hand_over_notes_in').on(t.handOverId),
  ],
)

/** Agency-wide: the telephones that ring in mode secours, where a second person has said that they are right. They go with their team. */
export const emergencyTelephones = pgTable(
  'emergency_telephones',
  {
    id: uuid('id').primaryKey(),
    /** Who answers there, and looks after the call. */
    secretaryId: uuid('secretary_id')
      .notNull()
      .references(() => secretaries.id),
    number: text('number').$type<PhoneNumber>().notNull(),
    /** Rings for the clients of that team only; null for the agency's list. */
    teamId: uuid('team_id').references(() => teams.id, { onDelete: 'cascade' }),
    givenById: uuid('given_by_id')
      .notNull()
      .references(() => secretaries.id),
    givenAt: instant('given_at').notNull(),
    confirmedById: uuid('confirmed_by_id').references(() => secretaries.id),
  },
  (t) => [unique('emergency_telephones_once').on(t.number, t.teamId).nullsNotDistinct()],
)
