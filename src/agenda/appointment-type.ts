import { z } from 'zod'
import { lineText } from '../clients/agency-folder/fields.ts'
import { keySchema } from '../rules/rule.ts'

export const venues = ['onSite', 'atCaller', 'telephone', 'video'] as const
export const colours = ['blue', 'green', 'orange', 'purple', 'red', 'teal', 'grey'] as const
/** Starts lie on this grid of minutes, counted from the hour. */
export const steps = [5, 10, 15, 20, 30, 60] as const

/** What can be booked with a client: its length, where it takes place and what is asked. Times in minutes. */
export const appointmentTypeSchema = z.strictObject({
  key: keySchema,
  name: lineText(200),
  minutes: z.int().min(5).max(720),
  bufferBefore: z.int().min(0).max(240).default(0),
  bufferAfter: z.int().min(0).max(240).default(0),
  venue: z.enum(venues).default('onSite'),
  /** The address, or the video room. Told to the caller. */
  venueDetail: lineText(300).nullable().default(null),
  colour: z.enum(colours).default('blue'),
  /** Nothing is offered that begins sooner than so many minutes from now. */
  noticeMinutes: z.int().min(0).max(43_200).default(60),
  /** Nothing is offered later than so many days from now. */
  horizonDays: z.int().min(1).max(366).default(60),
  stepMinutes: z.union(steps.map((step) => z.literal(step))).default(30),
  /** To ask the caller. */
  questions: z.array(lineText(500)).max(20).default([]),
  /** Keys of the executives who give it; empty for all. */
  executives: z.array(keySchema).max(50).default([]),
  bookableBy: z.enum(['secretaries', 'supervisors']).default('secretaries'),
  /** How many hours before it the caller is reminded. */
  reminderHours: z.array(z.int().min(1).max(336)).max(3).default([24]),
})

export type AppointmentTypeDefinition = z.output<typeof appointmentTypeSchema>
export type Venue = (typeof venues)[number]
export type Colour = (typeof colours)[number]
