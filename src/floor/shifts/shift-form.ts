import { z } from 'zod'
import type { WallShift } from './shift-times.ts'

const text = z.string().trim().max(100).catch('')

const formSchema = z.object({
  secretaryId: text,
  date: text,
  from: text,
  until: text,
  weeks: text,
  andLater: z.literal('yes').optional().catch(undefined),
})

/** As it was typed, so that a form which is refused comes back as it was. */
export type ShiftForm = z.output<typeof formSchema>

export const readShiftForm = (body: unknown): ShiftForm => formSchema.parse(body ?? {})

export type WrongShift = 'secretary' | 'date' | 'from' | 'until' | 'sameTime' | 'weeks'

export const mostWeeks = 52

const dateSchema = z.iso.date()
const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** "9h", "9h30" and "9:30" are 09:00 and 09:30; what is none of these stays as it is. */
function clock(typed: string): string {
  const [, hour, minute = '00'] = /^(\d{1,2})\s*(?:[h:]\s*(\d{2})?)?$/i.exec(typed) ?? []
  return hour ? `${hour.padStart(2, '0')}:${minute}` : typed
}

/** Takes the form for what it means; or says which field does not mean anything. */
export function describeShift(form: ShiftForm): { wall: WallShift; weeks: number } | WrongShift {
  const [from, until] = [clock(form.from), clock(form.until)]
  if (!dateSchema.safeParse(form.date).success) return 'date'
  if (!timeSchema.safeParse(from).success) return 'from'
  if (!timeSchema.safeParse(until).success) return 'until'
  if (from === until) return 'sameTime'
  const weeks = form.weeks === '' ? 1 : Number(form.weeks)
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > mostWeeks) return 'weeks'
  return { wall: { date: form.date, from, until }, weeks }
}
