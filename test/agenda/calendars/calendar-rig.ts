import { and, asc, eq } from 'drizzle-orm'
import { bookAppointment } from '../../../src/agenda/book-appointment.ts'
import { connectCalendar } from '../../../src/agenda/calendars/connect-calendar.ts'
import { syncCalendar } from '../../../src/agenda/calendars/sync-calendar.ts'
import { busyTimes, calendarItems, calendars } from '../../../src/agenda/calendars/tables.ts'
import { appointments } from '../../../src/agenda/tables.ts'
import { readConfig } from '../../../src/config.ts'
import { closeContext, createContext } from '../../../src/context.ts'
import { tasks } from '../../../src/tasks/tables.ts'
import { executiveWith } from '../../support/a-message.ts'
import { bookingOf, secretary } from '../../support/an-agenda.ts'
import { openTestDatabase } from '../../support/database.ts'
import { type RealRadicale, radicaleUser } from '../../support/real-radicale.ts'

export const supervisor = { kind: 'supervisor', id: '00000000-0000-7000-8000-000000000002' } as const
/** A Tuesday, 10:00 in Paris. */
export const start = new Date('2026-11-17T09:00:00Z')

export type CalendarRig = Awaited<ReturnType<typeof startCalendarRig>>

/** Me Morel's agenda here, without workers, and what is needed to bring it together with hers. */
export async function startCalendarRig(settings: Record<string, string> = {}) {
  const { database } = await openTestDatabase('embedded')
  const { db } = database
  const morel = await executiveWith(db, '+33199001101')
  const config = readConfig({
    SESSION_SECRET: 'a secret of at least thirty-two letters',
    TWILIO_AUTH_TOKEN: 'token',
    SMTP_URL: 'smtp://127.0.0.1:1',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    ...settings,
  })
  const clock = { now: start }
  const context = await createContext(config, { database, now: () => clock.now })
  const { clientId, id: executiveId } = morel
  const key = (calendarId: string) => ({ clientId, calendarId })
  const find = async (id: string) => {
    const [row] = await db.select().from(calendars).where(eq(calendars.id, id))
    if (!row) throw new Error(`no calendar ${id}`)
    return row
  }
  return {
    ...{ context, db, morel, clock, key, find },
    close: () => closeContext(context),
    connect: ({ url }: Pick<RealRadicale, 'url'>, more: { writes?: boolean; password?: string } = {}) =>
      connectCalendar(
        context,
        {
          ...{ clientId, executiveId, kind: 'caldav', name: 'Agenda', url: `${url}/morel/agenda/` },
          ...{ ...radicaleUser, writes: true, ...more },
        },
        { actor: supervisor },
      ),
    subscribe: (address: string) =>
      connectCalendar(
        context,
        { clientId, executiveId, kind: 'ics', name: 'Google', address },
        { actor: supervisor },
      ),
    sync: (id: string, how = { obeysEmpty: false }) => syncCalendar(context, key(id), how),
    book: async (startsAt: Date, more: Partial<Parameters<typeof bookingOf>[1]> = {}) => {
      const endsAt = new Date(startsAt.getTime() + 30 * 60_000)
      const booking = bookingOf(morel, { startsAt, endsAt, title: 'Consultation', ...more })
      const doing = { ...secretary(clock.now), authority: 'mandate test v1' }
      const booked = await db.transaction((tx) => bookAppointment(tx, booking, doing, clock.now))
      if (booked.kind !== 'booked') throw new Error(booked.kind)
      return booked.appointment
    },
    appointment: async (id: string) => {
      const [row] = await db.select().from(appointments).where(eq(appointments.id, id))
      if (!row) throw new Error(`no appointment ${id}`)
      return row
    },
    busy: (id: string) =>
      db.select().from(busyTimes).where(eq(busyTimes.calendarId, id)).orderBy(asc(busyTimes.startsAt)),
    items: (id: string) => db.select().from(calendarItems).where(eq(calendarItems.calendarId, id)),
    tasks: (kind: (typeof tasks.$inferSelect)['kind']) =>
      db
        .select()
        .from(tasks)
        .where(and(eq(tasks.clientId, clientId), eq(tasks.kind, kind))),
    forget: async () => {
      for (const table of [busyTimes, calendarItems, calendars, tasks]) await db.delete(table)
    },
  }
}

/** An event as her own program writes it. */
export const eventText = (uid: string, startsAt: string, ...more: readonly string[]): string =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:hers', 'BEGIN:VEVENT', `UID:${uid}`],
    ...['DTSTAMP:20261101T000000Z', `DTSTART:${startsAt}`, 'DURATION:PT1H', `SUMMARY:${uid}`],
    ...[...more, 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n')
