import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { clients } from '../clients/tables.ts'
import { clientId, instant } from '../db/columns.ts'
import type { Language } from '../i18n/text.ts'

/** A supervisor sees every client and sets them up; the owner also sees the agency's machinery. */
export type Role = 'secretary' | 'supervisor' | 'owner'

/** Agency-wide: the people at our console. */
export const secretaries = pgTable('secretaries', {
  id: uuid('id').primaryKey(),
  key: text('key').notNull().unique(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  role: text('role').$type<Role>().notNull(),
  language: text('language').$type<Language>().notNull(),
  /** She works for every client, those to come included; else for those that `assignments` names. */
  allClients: boolean('all_clients').notNull().default(false),
  /** argon2id in PHC form; null until she has chosen one. */
  passwordHash: text('password_hash'),
  /** Base32, sealed with the session secret; it counts once `totpSince` says that she has shown a code. */
  totpSecret: text('totp_secret'),
  totpSince: instant('totp_since'),
  /** The last time step whose code was taken: a code opens once. */
  totpStep: integer('totp_step'),
  /** Keys of one letter act at the console (WCAG 2.1.4 asks that they can be switched off). */
  singleKeys: boolean('single_keys').notNull().default(true),
  /** She may not sign in any more; her acts go on bearing her name. */
  disabledAt: instant('disabled_at'),
})

/** The clients that a secretary works for. */
export const assignments = pgTable(
  'assignments',
  {
    clientId: clientId().references(() => clients.clientId),
    secretaryId: uuid('secretary_id')
      .notNull()
      .references(() => secretaries.id),
    since: instant('since').notNull(),
    /** She is one of the client's regular secretaries: its calls ring at her first. */
    regular: boolean('regular').notNull().default(false),
    /** Among those who may answer: lower is rung sooner. */
    priority: smallint('priority').notNull().default(5),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.secretaryId] }),
    index('assignments_secretary').on(t.secretaryId),
  ],
)

/** Agency-wide: who is signed in, from where. Only the cookie's SHA-256 is kept. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    id: uuid('id').notNull().unique(),
    secretaryId: uuid('secretary_id')
      .notNull()
      .references(() => secretaries.id),
    createdAt: instant('created_at').notNull(),
    /** The last thing she did; the stream of a page that lies open does not count. */
    usedAt: instant('used_at').notNull(),
    /** When a console of this session was last seen open: she is on duty. */
    seenAt: instant('seen_at'),
    endedAt: instant('ended_at'),
    address: text('address'),
    /** The browser, as it names itself. */
    device: text('device'),
  },
  (t) => [index('sessions_secretary').on(t.secretaryId), index('sessions_seen').on(t.seenAt)],
)

/** Agency-wide: failed sign-ins by account (`account:<e-mail>`) and by address (`address:<IP>`). */
export const signInFailures = pgTable('sign_in_failures', {
  subject: text('subject').primaryKey(),
  failures: integer('failures').notNull(),
  lastAt: instant('last_at').notNull(),
  blockedUntil: instant('blocked_until'),
})

/** Agency-wide: links by which somebody chooses her password, after an invitation or when she forgot it. */
export const passwordLinks = pgTable('password_links', {
  tokenHash: text('token_hash').primaryKey(),
  secretaryId: uuid('secretary_id')
    .notNull()
    .references(() => secretaries.id),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})

/** Agency-wide: what opens an account once when the telephone that makes her codes is lost. Only a keyed hash is kept. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    secretaryId: uuid('secretary_id')
      .notNull()
      .references(() => secretaries.id),
    codeHash: text('code_hash').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [primaryKey({ columns: [t.secretaryId, t.codeHash] })],
)

/** Agency-wide, only ever added to: what was done to whose account, by whom. Acts are of clients. */
export const accountEvents = pgTable(
  'account_events',
  {
    id: uuid('id').primaryKey(),
    at: instant('at').notNull(),
    /** Null for the software itself and for somebody who is not signed in. */
    actorId: uuid('actor_id'),
    secretaryId: uuid('secretary_id')
      .notNull()
      .references(() => secretaries.id),
    /** `signedIn`, `passwordChanged`, `disabled`, … */
    verb: text('verb').notNull(),
    details: jsonb('details').$type<Record<string, string | number | boolean | null>>().notNull(),
  },
  (t) => [index('account_events_secretary').on(t.secretaryId, t.at)],
)
