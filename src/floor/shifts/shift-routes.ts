import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { t } from '../../i18n/text.ts'
import { agencyTimeZone } from '../../secretaries/agency-time-zone.ts'
import { addShifts, deleteShift, moveShift, type Planned } from './change-shift.ts'
import { findPlanned, findShift } from './find-shifts.ts'
import { describeShift, readShiftForm, type ShiftForm, type WrongShift } from './shift-form.ts'
import { type Said, sayShift, shiftPage } from './shift-pages.ts'
import { wallOf } from './shift-times.ts'
import { type ShiftsContext, sendShifts } from './week-routes.ts'

type One = { Params: { shiftId: string } }

/** Who is there when: planned by supervisors; a secretary sees her own and those of her teams. */
export async function shiftRoutes(app: FastifyInstance, context: ShiftsContext): Promise<void> {
  const supervisor = { config: { access: 'supervisor' } } as const

  app.get('/shifts', async (request, reply) => {
    const { done } = doneSchema.parse(request.query)
    const { language } = sessionOf(request).secretary
    const said: Said = done ? { kind: 'good', text: t(language, `shifts.done.${done}`) } : null
    return sendShifts(context, request, reply, { said })
  })

  app.post('/shifts', supervisor, async (request, reply) => {
    const values = readShiftForm(request.body)
    const { secretary } = sessionOf(request)
    const described = describeShift(values)
    const people = await findPlanned(context.db, secretary)
    const isKnown = people.some(({ id }) => id === values.secretaryId)
    const wrong = typeof described === 'string' ? described : isKnown ? null : 'secretary'
    const planned =
      wrong === null && typeof described === 'object'
        ? await addShifts(context, secretary.id, { secretaryId: values.secretaryId, ...described })
        : null
    if (planned?.kind === 'done') return reply.redirect(`/console/shifts?week=${values.date}&done=added`, 303)
    const said = refusal(context, request, wrong ?? planned)
    return sendShifts(context, request, reply, { said, values, status: 422 })
  })

  app.get<One>('/shifts/:shiftId', supervisor, async (request, reply) => {
    const found = await shiftOf(context, request)
    const values = { ...readShiftForm({}), ...wallOf(found.shift, agencyTimeZone) }
    return sendShift(context, request, reply, { found, values, said: null, status: 200 })
  })

  app.post<One>('/shifts/:shiftId', supervisor, async (request, reply) => {
    const found = await shiftOf(context, request)
    const values = readShiftForm(request.body)
    const described = describeShift(values)
    const moving = { shift: found.shift, andLater: values.andLater === 'yes' }
    const { secretary } = sessionOf(request)
    const planned =
      typeof described === 'string'
        ? described
        : await moveShift(context, secretary.id, { ...moving, wall: described.wall })
    return answer(context, request, reply, { found, values, planned, done: 'moved' })
  })

  app.post<One>('/shifts/:shiftId/delete', supervisor, async (request, reply) => {
    const found = await shiftOf(context, request)
    const values = { ...readShiftForm(request.body), ...wallOf(found.shift, agencyTimeZone) }
    const { secretary } = sessionOf(request)
    const asked = { shift: found.shift, andLater: values.andLater === 'yes' }
    const planned = await deleteShift(context, secretary.id, asked)
    return answer(context, request, reply, { found, values, planned, done: 'deleted' })
  })
}

const doneSchema = z.object({
  done: z.enum(['added', 'moved', 'deleted', 'noted', 'seen', 'ended']).optional().catch(undefined),
})

type Found = NonNullable<Awaited<ReturnType<typeof findShift>>>

async function shiftOf({ db }: ShiftsContext, request: FastifyRequest<One>): Promise<Found> {
  const id = z.uuid().safeParse(request.params.shiftId).data
  const found = id ? await findShift(db, id) : null
  if (!found) throw new AppError(404, 'notFound', 'a shift')
  return found
}

type Answering = {
  readonly found: Found
  readonly values: ShiftForm
  readonly planned: Planned | WrongShift
  readonly done: 'moved' | 'deleted'
}

async function answer(
  context: ShiftsContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { found, values, planned, done }: Answering,
) {
  if (typeof planned === 'object' && planned.kind === 'done')
    return reply.redirect(`/console/shifts?week=${values.date}&done=${done}`, 303)
  if (typeof planned === 'object' && planned.kind === 'unknown')
    throw new AppError(404, 'notFound', 'a shift')
  const said = refusal(context, request, planned)
  return sendShift(context, request, reply, { found, values, said, status: 422 })
}

function refusal(
  context: Pick<Context, 'config' | 'now'>,
  request: FastifyRequest,
  wrong: Planned | WrongShift | null,
): Said {
  const viewer = viewerOf(context, sessionOf(request))
  const say = (key: WrongShift | 'tooLong' | 'over'): Said => ({
    kind: 'urgent',
    text: t(viewer.language, `shifts.wrong.${key}`),
  })
  if (wrong === null) return say('secretary')
  if (typeof wrong === 'string') return say(wrong)
  if (wrong.kind === 'unknown' || wrong.kind === 'done') return say('secretary')
  if (wrong.kind !== 'overlap') return say(wrong.kind)
  const { name, overlap } = wrong
  const shift = sayShift(viewer, overlap)
  return { kind: 'urgent', text: t(viewer.language, 'shifts.wrong.overlap', { name, shift }) }
}

type Showing = {
  readonly found: Found
  readonly values: ShiftForm
  readonly said: Said
  readonly status: number
}

function sendShift(
  context: ShiftsContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { found, status, ...shown }: Showing,
) {
  const viewer = viewerOf(context, sessionOf(request))
  return sendConsolePage(reply, status, shiftPage(viewer, { ...found, ...shown }))
}
