import postgres from 'postgres'
import { executivesPerClient, fillServer } from './fill-executives.ts'

/** Appointments of whose reminders the first is due at `from` and the last `spreadMs` later, one after the other. */
export type DueReminders = { first: number; count: number; from: Date; spreadMs: number }

export const executives = 1_000
export const reminderHours = 24

/** A thousand executives, on whose clocks it is day: at night nobody is reminded. */
export async function fillAgendas(url: string): Promise<{ lines: string[] }> {
  await fillServer(url, { executives, timeLocal: '03:10' })
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const zone = zones.find(([, utc]) => isDay((new Date().getUTCHours() + utc) % 24))?.[0] ?? 'Europe/Paris'
  await sql`update clients set hours = jsonb_set(hours, '{timeZone}', to_jsonb(${zone}::text))`
  await sql.unsafe(insertTypes)
  const lines = await sql<{ number: string }[]>`select number from lines`
  await sql.end()
  return { lines: lines.map(({ number }) => number) }
}

const zones = [
  ['Europe/Paris', 1],
  ['Asia/Tokyo', 9],
  ['Pacific/Honolulu', 14],
  ['America/Lima', 19],
] as const

const isDay = (hour: number): boolean => hour >= 9 && hour < 18

export async function fillReminders(url: string, due: DueReminders): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const { first, count, from, spreadMs } = due
  const stepMs = spreadMs / count
  await sql.unsafe(insertAppointments, [
    executives,
    first,
    count,
    from.toISOString(),
    stepMs,
    executivesPerClient,
  ])
  await sql`analyze`
  await sql.end()
}

/** Whose reminder it is. The numbers are in a range of mobiles, but the exchange is ours. */
export const callerOf = (n: number): string => `+3362${String(n).padStart(7, '0')}`

const insertTypes = `
insert into appointment_types (client_id, id, key, name, minutes, buffer_before, buffer_after, venue, colour,
  notice_minutes, horizon_days, step_minutes, questions, executive_keys, bookable_by, reminder_hours, place)
select client_id, md5('type' || client_id)::uuid, 'consultation', 'Consultation', 30, 0, 0, 'onSite', 'blue',
  60, 60, 30, '[]', '{}', 'secretaries', '{${reminderHours}}', 1
from clients`

/** Booked a week ago, one after the other with each executive. */
const insertAppointments = `
insert into appointments (client_id, id, executive_id, type_id, state, starts_at, ends_at, blocked_from, blocked_until,
  time_zone, title, venue, caller_name, caller_number, language, uid, created_at, changed_at)
select 1 + e / $6::int, md5('appointment' || n)::uuid, md5('executive' || e)::uuid, md5('type' || 1 + e / $6::int)::uuid,
  'confirmed', starts_at, ends_at, starts_at, ends_at, 'Europe/Paris', 'Consultation', 'onSite',
  'M. Appelant ' || n, '+3362' || lpad(n::text, 7, '0'), 'fr', 'appointment-' || n,
  now() - interval '7 days', now() - interval '7 days'
from generate_series($2::int, $2::int + $3::int - 1) n,
  lateral (select n % $1::int as e,
    $4::timestamptz + (n - $2::int) * $5::float * interval '1 ms' + interval '${reminderHours} hours' as starts_at) at,
  lateral (select starts_at + $1::int * $5::float * interval '0.9 ms' as ends_at) ending`
