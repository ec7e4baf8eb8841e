import { integer, timestamp, uuid } from 'drizzle-orm/pg-core'

/**
 * The client a row belongs to: first in every primary, unique and foreign key of a client's table, so that
 * the schema can be spread over several databases by it.
 */
export const clientId = () => integer('client_id').notNull()

export const id = () => uuid('id').notNull()

/** An instant, kept as `timestamptz`, read as a Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
