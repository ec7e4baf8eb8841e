import { z } from 'zod'
import { hoursSchema } from '../rules/hours.ts'
import { weekdaySchema } from '../rules/rule.ts'

const channelsSchema = z.array(z.enum(['sms', 'email'])).min(1)
export const clockSchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:30')

/** Local times by weekday, in one order however they were given; a day without times has no digest. */
const digestTimesSchema = z
  .partialRecord(weekdaySchema, z.array(clockSchema).max(6, 'at most 6 times a day'))
  .transform((times): DigestTimes => {
    const days = weekdaySchema.options.map((day) => [day, [...new Set(times[day])].sort()] as const)
    return Object.fromEntries(days.filter(([, ofDay]) => ofDay.length > 0))
  })

export const digestSchema = z.strictObject({
  times: digestTimesSchema.prefault({
    mon: ['18:00'],
    tue: ['18:00'],
    wed: ['18:00'],
    thu: ['18:00'],
    fri: ['18:00'],
  }),
  channels: channelsSchema.default(['email']),
  onlyWhenSomething: z.boolean().default(true),
})

/** While she is not to be disturbed ordinary messages wait; over midnight when `until` is before `from`. */
const quietHoursSchema = z
  .strictObject(
    { from: clockSchema, until: clockSchema, urgentExempt: z.boolean().default(true) },
    'hours such as 20:00-08:00',
  )
  .refine(({ from, until }) => from !== until, 'expected hours that end at another time than they begin')

const agendaSchema = z.strictObject({
  /** Every appointment comes to her as an invitation by e-mail, which her calendar program takes in. */
  invitations: z.boolean().default(true),
  /** What a caller or a secretary did with an appointment of hers. */
  news: z.enum(['atOnce', 'digest']).default('atOnce'),
})

/** What an executive chose for herself: where and when messages reach her, and how much a text may carry. */
export const executiveChoicesSchema = z.strictObject({
  urgent: channelsSchema.default(['sms', 'email']),
  ordinary: channelsSchema.default(['sms', 'email']),
  /** `digest`: ordinary messages wait for the next digest. Either way it repeats what is still open. */
  ordinaryWhen: z.enum(['atOnce', 'digest']).default('atOnce'),
  /** `who`: only who called. `link`: nothing but a link; health clients are fixed to it. */
  carries: z.enum(['everything', 'who', 'link']).default('everything'),
  digest: digestSchema.prefault({}),
  quietHours: quietHoursSchema.nullable().default(null),
  /** How long an urgent message may stay unacknowledged before the next step; null: it is told once. */
  acknowledgeMinutes: z.int().min(2).max(240).nullable().default(10),
  agenda: agendaSchema.prefault({}),
  /** Of her clock; null: the client's. */
  timeZone: hoursSchema.shape.timeZone.unwrap().nullable().default(null),
})

export type DigestTimes = Partial<Record<z.output<typeof weekdaySchema>, string[]>>
export type ExecutiveChoices = z.output<typeof executiveChoicesSchema>
export type Channel = ExecutiveChoices['urgent'][number]
