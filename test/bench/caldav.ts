import { eq } from 'drizzle-orm'
import { openServer } from '../../src/agenda/calendars/caldav/open-server.ts'
import { connectCalendar } from '../../src/agenda/calendars/connect-calendar.ts'
import { syncCalendar } from '../../src/agenda/calendars/sync-calendar.ts'
import { busyTimes } from '../../src/agenda/calendars/tables.ts'
import { executives } from '../../src/clients/tables.ts'
import { readConfig } from '../../src/config.ts'
import { closeContext, createContext } from '../../src/context.ts'
import { countReads } from '../support/count-reads.ts'
import { radicaleUser, startRealRadicale } from '../support/real-radicale.ts'
import { benchSettings } from './servers.ts'
import { demoDatabase, openStage, type Stage } from './stage.ts'

const changed = 10
const dayMs = 86_400_000

/**
 * A calendar of 5,000 events on a real Radicale: read whole, then after ten of them changed, then after none did.
 * Target: ten changes cost ten reads. The milliseconds are Radicale's as much as ours.
 */
export async function benchCaldav({ scale }: { scale: number }): Promise<Record<string, unknown>> {
  const events = Math.round(5_000 * scale)
  const [stage, radicale] = await Promise.all([openStage(), startRealRadicale()])
  const counted = await countReads(radicale.url)
  try {
    radicale.store(eventsOf(0, events, 9))
    await learn(radicale.url)
    const sync = await openCalendar(stage, counted.url)
    const measure = async () => {
      const [reads, requests, startedAt] = [counted.reads(), counted.requests(), performance.now()]
      const { kind, busy } = await sync.read()
      if (kind !== 'read') throw new Error(`the calendar was not read: ${kind}`)
      const ms = Math.round(performance.now() - startedAt)
      return { ms, reads: counted.reads() - reads, requests: counted.requests() - requests, busy }
    }
    try {
      const whole = await measure()
      radicale.store(eventsOf(100, 100 + changed, 14))
      const ten = await measure()
      return { events, target: `${changed} reads`, whole, ten, none: await measure() }
    } finally {
      await sync.close()
    }
  } finally {
    counted.close()
    await Promise.all([stage.close(), radicale.stop()])
  }
}

/** Of files that were laid there Radicale first reads every one; a calendar that grew with it, it knows. */
async function learn(url: string): Promise<void> {
  const guard = { allowsPrivate: true, maxBytes: 10_000_000, timeoutMs: 300_000 }
  const server = openServer(`${url}/morel/agenda/`, radicaleUser, guard)
  await server.changesSince({ syncToken: null, ctag: null })
  server.close()
}

async function openCalendar(stage: Stage, url: string) {
  const databaseUrl = await demoDatabase(stage, 'caldav')
  const settings = { DATABASE_URL: databaseUrl, REDIS_URL: stage.redisUrl, LOG_LEVEL: 'error' }
  const config = readConfig({
    ...{ ...benchSettings({}), ...settings, TWILIO_AUTH_TOKEN: 'bench-token', PRIVATE_CALENDARS: 'yes' },
  })
  const context = await createContext(config)
  const { db } = context
  const [executive] = await db.select().from(executives).limit(1)
  if (!executive) throw new Error('the demo agency has executives')
  const { clientId, id: executiveId } = executive
  const actor = { kind: 'supervisor', id: '00000000-0000-7000-8000-000000000002' } as const
  const at = { name: 'Agenda', url: `${url}/morel/agenda/` }
  const calendar = { clientId, executiveId, kind: 'caldav', writes: false, ...at, ...radicaleUser } as const
  const calendarId = await connectCalendar(context, calendar, { actor })
  return {
    async read() {
      const kind = await syncCalendar(context, { clientId, calendarId })
      return { kind, busy: await db.$count(busyTimes, eq(busyTimes.calendarId, calendarId)) }
    },
    close: () => closeContext(context),
  }
}

/** Half an hour each at that hour, ten a day around today: two years of a full calendar. */
function eventsOf(from: number, until: number, hour: number): Map<string, string> {
  return new Map(
    Array.from({ length: until - from }, (_, n) => {
      const uid = `event-${from + n}`
      const day = new Date(Date.now() + (Math.floor((from + n) / 10) - 30) * dayMs)
      const startsAt = `${day.toISOString().slice(0, 10).replaceAll('-', '')}T${hour + ((from + n) % 10)}0000Z`
      return [`${uid}.ics`, eventText(uid, startsAt.replace(/T(\d)0/, 'T0$10'))]
    }),
  )
}

const eventText = (uid: string, startsAt: string): string =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:hers', 'BEGIN:VEVENT', `UID:${uid}`],
    ...['DTSTAMP:20261101T000000Z', `DTSTART:${startsAt}`, 'DURATION:PT30M', `SUMMARY:${uid}`],
    ...['END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n')
