import { and, eq, isNull } from 'drizzle-orm'
import { type Act, recordAct } from '../../acts/record-act.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import type { Calendar, CalendarKey } from './claim-calendar.ts'
import { ofCalendar } from './keep-busy-times.ts'
import { sealFor } from './secrets.ts'
import { forgetAllItems } from './stored-items.ts'
import { busyTimes, calendars } from './tables.ts'

type Needs = Pick<Context, 'config' | 'db' | 'now'>
type By = { readonly actor: Act['actor'] }
type Outcome = 'done' | 'notThere'

/** A new password, or the new address of a file; it is tried at once. */
export const renewSecret = (
  context: Needs,
  key: CalendarKey,
  { actor, secret }: By & { readonly secret: string },
): Promise<Outcome> =>
  change(context, key, { actor, verb: 'calendar.renewed' }, (_, { id }) => ({
    ...{ secret: sealFor(context.config, id, secret), failure: null, failingSince: null, attempts: 0 },
    nextAt: context.now(),
  }))

/** Her credentials are erased, her busy times with them; what stands in her own calendar stays there. */
export const disconnectCalendar = (context: Needs, key: CalendarKey, { actor }: By): Promise<Outcome> =>
  change(context, key, { actor, verb: 'calendar.disconnected' }, async (tx, calendar) => {
    await tx.delete(busyTimes).where(ofCalendar(calendar))
    await forgetAllItems(tx, calendar)
    return {
      ...{ username: null, secret: null, syncToken: null, etag: null, endedAt: context.now() },
      ...{ failure: null, failingSince: null, emptySince: null },
    }
  })

/** A person said so; what follows from it is the next reading's. */
export const acceptEmpty = (context: Needs, key: CalendarKey, { actor }: By): Promise<Outcome> =>
  change(context, key, { actor, verb: 'calendar.emptied' }, () => ({ attempts: 0 }))

/** Read as soon as a worker comes to it. */
export const readSoon = (context: Needs, key: CalendarKey, { actor }: By): Promise<Outcome> =>
  change(context, key, { actor, verb: 'calendar.askedFor' }, () => ({
    ...{ nextAt: context.now(), failure: null, attempts: 0 },
  }))

type Doing = By & { readonly verb: string }
type Write = (tx: Transaction, calendar: Calendar) => Partial<Calendar> | Promise<Partial<Calendar>>

async function change(
  { db, now }: Needs,
  { clientId, calendarId }: CalendarKey,
  { actor, verb }: Doing,
  write: Write,
): Promise<Outcome> {
  const isIt = and(eq(calendars.clientId, clientId), eq(calendars.id, calendarId), isNull(calendars.endedAt))
  return db.transaction(async (tx) => {
    const [calendar] = await tx.select().from(calendars).where(isIt).for('update')
    if (!calendar) return 'notThere'
    await tx
      .update(calendars)
      .set(await write(tx, calendar))
      .where(isIt)
    await recordAct(tx, {
      ...{ clientId, actor, verb, subject: { kind: 'calendar', id: calendarId }, authority: 'console' },
      ...{ before: null, after: { name: calendar.name }, at: now() },
    })
    return 'done'
  })
}
