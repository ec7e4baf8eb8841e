import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { instantOf } from '../../rules/instant-of.ts'
import { localTime } from '../../rules/local-time.ts'
import { agencyTimeZone } from '../../secretaries/agency-time-zone.ts'
import { markOpened } from '../relay/find-handed.ts'
import { readRelay } from '../relay/read-relay.ts'
import { type RelayView, relayPart } from '../relay/relay-pages.ts'
import { findPlanned, findShifts } from './find-shifts.ts'
import { readShiftForm, type ShiftForm } from './shift-form.ts'
import { type Said, shiftsPage } from './shift-pages.ts'
import { addDays, mondayOf } from './shift-times.ts'

export type ShiftsContext = Pick<Context, 'config' | 'db' | 'live' | 'now'>

type Showing = {
  readonly said: Said
  readonly status?: number
  readonly values?: ShiftForm
  readonly typed?: RelayView['typed']
}

const weekSchema = z.object({ week: z.iso.date().optional().catch(undefined) }).catch({ week: undefined })

/** The week that was asked for, with what is handed over above it. */
export async function sendShifts(
  context: ShiftsContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { said, status = 200, values, typed = { body: '', clientId: '' } }: Showing,
) {
  const session = sessionOf(request)
  const viewer = viewerOf(context, session)
  const today = localTime(context.now(), agencyTimeZone).today.date
  const week = mondayOf(weekSchema.parse(request.query).week ?? today)
  const people = await findPlanned(context.db, session.secretary)
  const [from, to] = [week, addDays(week, 7)].map((date) => instantOf(date, '00:00', agencyTimeZone))
  if (!from || !to) throw new Error('a week has two ends')
  const view = {
    ...{ week, people, said },
    shifts: await findShifts(context.db, people, { from, to }),
    values: values ?? { ...readShiftForm({}), date: week > today ? week : today },
    relay: relayPart(viewer, await readRelay(context, session, typed)),
  }
  await markOpened(context, session.scope)
  return sendConsolePage(reply, status, shiftsPage(viewer, view))
}
