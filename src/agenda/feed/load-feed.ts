import { and, asc, eq, gt, gte, inArray, lt, not, or } from 'drizzle-orm'
import type { clients, executives } from '../../clients/tables.ts'
import type { Config } from '../../config.ts'
import type { Db } from '../../db/db.ts'
import { t } from '../../i18n/text.ts'
import { wasOnlyOffered } from '../find-appointment.ts'
import { appointments } from '../tables.ts'
import type { Feed } from './write-feed.ts'

type Subscriber = {
  readonly executive: typeof executives.$inferSelect
  readonly client: typeof clients.$inferSelect
}

const dayMs = 86_400_000
const daysBack = 92
const daysAhead = 396
/** As long as this a calendar program may have been switched off and still learn of it. */
const daysCancelled = 30

/**
 * What her subscribed calendar shows: of this client only, since the link is this client's to give and to take back, and
 * no client learns from it what she does elsewhere.
 */
export async function loadFeed(
  db: Pick<Db, 'select'>,
  { executive, client }: Subscriber,
  { mail }: Pick<Config, 'mail'>,
  now: Date,
): Promise<Omit<Feed, 'links'>> {
  const { clientId, id, language, choices } = executive
  const days = (count: number) => new Date(now.getTime() + count * dayMs)
  const shown = await db
    .select()
    .from(appointments)
    .where(
      and(
        ...[eq(appointments.clientId, clientId), eq(appointments.executiveId, id), not(wasOnlyOffered)],
        ...[gte(appointments.startsAt, days(-daysBack)), lt(appointments.startsAt, days(daysAhead))],
        or(
          inArray(appointments.state, ['proposed', 'confirmed', 'held', 'missed']),
          and(
            inArray(appointments.state, ['declined', 'cancelled']),
            gt(appointments.changedAt, days(-daysCancelled)),
          ),
        ),
      ),
    )
    .orderBy(asc(appointments.startsAt), asc(appointments.id))
  const sender = client.health ? t(language, 'mail.sender') : client.name
  return {
    ...{ language, health: client.health, carries: choices.carries, appointments: shown },
    name: client.health ? sender : t(language, 'feed.name', { client: client.name }),
    organizer: { name: sender, address: mail.from },
  }
}
