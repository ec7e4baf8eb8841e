import { inArray } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { newId } from '../../ids.ts'
import { localTime } from '../../rules/local-time.ts'
import { agencyTimeZone } from '../../secretaries/agency-time-zone.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { shifts } from '../tables.ts'
import { addDays, mondayOf, shiftTimes } from './shift-times.ts'

const planned = [
  { key: 'alice', from: '08:00', until: '13:00' },
  { key: 'benoit', from: '13:00', until: '19:00' },
  { key: 'claire', from: '09:00', until: '17:00' },
]
const weeks = 4
const workdays = 5

/** Four weeks of shifts from today on for the people of the demo agency. */
export async function planDemoShifts(db: Db, now: Date): Promise<void> {
  const monday = mondayOf(localTime(now, agencyTimeZone).today.date)
  const days = Array.from({ length: weeks * workdays }, (_, day) =>
    addDays(monday, Math.floor(day / workdays) * 7 + (day % workdays)),
  )
  const keys = planned.map(({ key }) => key)
  const people = await db
    .select({ id: secretaries.id, key: secretaries.key })
    .from(secretaries)
    .where(inArray(secretaries.key, keys))
  const rows = people.flatMap(({ id, key }) => {
    const shift = planned.find((one) => one.key === key)
    if (!shift) return []
    return days.map((date) => ({
      id: newId(),
      secretaryId: id,
      ...shiftTimes({ date, ...shift }, agencyTimeZone),
    }))
  })
  await db.insert(shifts).values(rows.filter(({ endsAt }) => endsAt > now))
}
