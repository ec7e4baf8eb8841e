import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { AnsweringSettings } from '../answering/answering.ts'
import type { RecordingSettings } from '../call-recordings/recording.ts'
import type { Outcome } from '../calls/outcomes.ts'
import type { Voice } from '../calls/voices.ts'
import { clientId, id, instant } from '../db/columns.ts'
import type { Language } from '../i18n/text.ts'
import type { OutgoingSettings } from '../outgoing/outgoing.ts'
import type { PhoneNumber } from '../phone-number.ts'
import type { Hours } from '../rules/hours.ts'
import type { Window } from '../rules/rule.ts'
import type { ExecutiveChoices } from './executive.ts'
import type { SlipField, SlipTemplate } from './slip-form.ts'

/** Agency-wide and small: who our clients are. `version` grows with every change to anything the client owns here. */
export const clients = pgTable('clients', {
  clientId: integer('client_id').primaryKey().generatedAlwaysAsIdentity(),
  key: text('key').notNull().unique(),
  name: text('name').notNull(),
  language: text('language').$type<Language>().notNull(),
  publicNumber: text('public_number').$type<PhoneNumber>(),
  /** Rung first when our database cannot be asked, within cover. */
  emergencyNumber: text('emergency_number').$type<PhoneNumber>(),
  greeting: text('greeting'),
  voice: text('voice').$type<Voice>(),
  /** Answers a caller's text, at most once an hour; without it texts are answered by people only. */
  textReply: text('text_reply'),
  /** Said of an executive who is not to be had: "en rendez-vous". Her own words go to no caller. */
  awayPhrase: text('away_phrase'),
  /** A caller is told, once and where he can be texted, that his message was passed on. */
  tellsCallers: boolean('tells_callers').notNull().default(false),
  /** Health data: links only, no names or reasons in texts and e-mails. */
  health: boolean('health').notNull(),
  /** ISO 3166 alpha-2 codes of the countries we may call and text for this client. */
  allowedCountries: text('allowed_countries').array().notNull(),
  hours: jsonb('hours').$type<Hours>().notNull(),
  /** How its callers are answered by people; what is left out is as the agency does it. */
  answering: jsonb('answering').$type<AnsweringSettings>().notNull().default({}),
  /** How its conversations are recorded; null: never, as without a wish of the client's. */
  recording: jsonb('recording').$type<RecordingSettings>(),
  /** How much may be called out for it; what is left out is as the agency does it. */
  outgoing: jsonb('outgoing').$type<OutgoingSettings>().notNull().default({}),
  /** Fields that this client added to every slip. */
  slipFields: jsonb('slip_fields').$type<SlipField[]>().notNull().default([]),
  /** Ready-made slips. */
  slipTemplates: jsonb('slip_templates').$type<SlipTemplate[]>().notNull().default([]),
  /** Outcomes of calls that this client does not pay for. */
  unbilledOutcomes: text('unbilled_outcomes').array().$type<Outcome[]>().notNull().default([]),
  state: text('state').$type<ClientState>().notNull().default('live'),
  /** Since when the client is in that state; null where it has been so from the start. */
  stateSince: instant('state_since'),
  /** When a call was last seen to come through the client's own diversion, as a test before going live. */
  testedAt: instant('tested_at'),
  /** Since when such a call is awaited anew; null where nobody asked for one. */
  testAskedAt: instant('test_asked_at'),
  version: integer('version').notNull(),
  changedAt: instant('changed_at').notNull(),
})

/**
 * `preparing`: being set up, its calls are treated by the rules all the same. `suspended`, `ended`: callers hear a
 * neutral sentence that names nobody.
 */
export type ClientState = 'preparing' | 'live' | 'suspended' | 'ended'

/** Agency-wide and small: the number that was rung says which client a call is for. */
export const lines = pgTable(
  'lines',
  {
    number: text('number').$type<PhoneNumber>().primaryKey(),
    clientId: clientId().references(() => clients.clientId),
    key: text('key').notNull(),
    /** `onNoAnswer`: the caller has already heard the client's own telephone ring. */
    diversion: text('diversion').$type<'none' | 'always' | 'onNoAnswer'>().notNull(),
    recipientId: uuid('recipient_id').notNull(),
    /** A name of up to 11 characters that texts come from instead of the number; nobody can answer it. */
    sender: text('sender'),
    /** Whether texts sent to the line arrive; some countries do not allow it. */
    receivesTexts: boolean('receives_texts').notNull().default(true),
  },
  (t) => [
    unique('lines_key').on(t.clientId, t.key),
    foreignKey({
      columns: [t.clientId, t.recipientId],
      foreignColumns: [executives.clientId, executives.id],
    }),
  ],
)

export const executives = pgTable(
  'executives',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    language: text('language').$type<Language>().notNull(),
    mobile: text('mobile').$type<PhoneNumber>(),
    email: text('email'),
    choices: jsonb('choices').$type<ExecutiveChoices>().notNull(),
    /** As the agency folder last had them: what she changed herself stays until the folder changes. */
    folderChoices: jsonb('folder_choices').$type<ExecutiveChoices>(),
    folderLanguage: text('folder_language').$type<Language>(),
    /** How often the links to her own pages were replaced by new ones. */
    linksRenewed: integer('links_renewed').notNull().default(0),
    /** When she can be booked, in the client's zone; null for the client's opening hours. */
    workingHours: jsonb('working_hours').$type<Window[]>(),
    /** Place on the client's on-call list, 1 first; null when not on it. */
    onCallRank: integer('on_call_rank'),
    /** Set when an import no longer names her: her history stays, she receives nothing more. */
    leftAt: instant('left_at'),
  },
  (t) => [primaryKey({ columns: [t.clientId, t.id] }), unique('executives_key').on(t.clientId, t.key)],
)

export const contacts = pgTable(
  'contacts',
  {
    clientId: clientId().references(() => clients.clientId),
    id: id(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    company: text('company'),
    email: text('email'),
    tags: text('tags').array().notNull(),
    executiveId: uuid('executive_id'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    unique('contacts_key').on(t.clientId, t.key),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
  ],
)

export const contactNumbers = pgTable(
  'contact_numbers',
  {
    clientId: clientId(),
    number: text('number').$type<PhoneNumber>().notNull(),
    contactId: uuid('contact_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.number] }),
    index('contact_numbers_contact').on(t.clientId, t.contactId),
    foreignKey({
      columns: [t.clientId, t.contactId],
      foreignColumns: [contacts.clientId, contacts.id],
    }).onDelete('cascade'),
  ],
)

/** What an executive said of herself; without a row, or after `until`, she is available. */
export const availabilities = pgTable(
  'availabilities',
  {
    clientId: clientId(),
    executiveId: uuid('executive_id').notNull(),
    state: text('state').$type<'busy' | 'away'>().notNull(),
    until: instant('until'),
    saidAt: instant('said_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.executiveId] }),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
  ],
)

export const expectedCallers = pgTable(
  'expected_callers',
  {
    clientId: clientId(),
    number: text('number').$type<PhoneNumber>().notNull(),
    executiveId: uuid('executive_id').notNull(),
    until: instant('until').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.number, t.executiveId] }),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
  ],
)
