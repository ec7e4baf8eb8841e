import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { executives } from '../clients/tables.ts'
import { clientId, id, instant } from '../db/columns.ts'

/**
 * Agency-wide and small: the numbers, 1 to 99, by which a person answers. They run on over all her clients and
 * days, since a text has no thread; `person` is her mobile in E.164, else her e-mail address, else her id.
 */
export const lineNumbers = pgTable(
  'line_numbers',
  {
    person: text('person').notNull(),
    number: integer('number').notNull(),
    clientId: clientId(),
    executiveId: uuid('executive_id').notNull(),
    subjectKind: text('subject_kind').$type<LineSubject['kind']>().notNull(),
    subjectId: uuid('subject_id').notNull(),
    givenAt: instant('given_at').notNull(),
    /** Once nothing is open about it the number may be given again, the one given longest ago first. */
    closedAt: instant('closed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.person, t.number] }),
    index('line_numbers_subject').on(t.clientId, t.subjectId, t.executiveId),
  ],
)

/** What a numbered line is about. */
export type LineSubject = { readonly kind: 'message' | 'appointment'; readonly id: string }

/** One answer of an executive, as it came and as it was understood. `id` derives from the text, mail or form. */
export const answers = pgTable(
  'answers',
  {
    clientId: clientId(),
    id: id(),
    executiveId: uuid('executive_id').notNull(),
    via: text('via').$type<AnsweredVia>().notNull(),
    /** Her own words; of a page or a key pressed, what she chose. */
    body: text('body').notNull(),
    receivedAt: instant('received_at').notNull(),
    /** The acts it led to, in order; empty for one that only asked or was not understood. */
    done: jsonb('done').$type<{ clientId: number; actId: string }[]>().notNull(),
    /** What she was told in return; null when nothing was. */
    echo: text('echo'),
    /** Message-ID of an e-mailed answer, whose thread the echo joins. */
    mailId: text('mail_id'),
    /** That mail's, without which some mail programs would show the echo apart. */
    mailSubject: text('mail_subject'),
    undoneAt: instant('undone_at'),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.id] }),
    index('answers_received').on(t.clientId, t.executiveId, t.receivedAt.desc().nullsLast()),
    foreignKey({
      columns: [t.clientId, t.executiveId],
      foreignColumns: [executives.clientId, executives.id],
    }),
  ],
)

/** `invitation`: her calendar program accepted or declined. `calendar`: she changed it there. `secretary`: she told one. */
export type AnsweredVia = 'sms' | 'email' | 'page' | 'call' | 'invitation' | 'calendar' | 'secretary'
