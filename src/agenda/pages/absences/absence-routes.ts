import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../../console/console-plugin.ts'
import type { Context } from '../../../context.ts'
import { AppError } from '../../../errors.ts'
import { findAbsence, findAbsences } from '../../absences/find-absences.ts'
import { addAbsence, changeAbsence, removeAbsence } from '../../absences/save-absence.ts'
import { agendaPath } from '../agenda-nav-pages.ts'
import { enterStretch, readStretch } from '../entered-stretch.ts'
import { type Bookable, findBookable, readClientId } from '../find-bookable.ts'
import { doingOf } from '../pick-time.ts'
import { type AbsenceForm, nothingWrong, readAbsenceForm, type WrongAbsence } from './absence-form.ts'
import { absencePage, absencesPage } from './absence-pages.ts'

const longestDays = 366
const done = ['added', 'changed', 'removed', 'gone'] as const
const querySchema = z.object({ done: z.enum(done).nullable().catch(null) })
const paramsSchema = z.object({ absenceId: z.uuid() })

/** Executives' absences: each is a time in which nobody is booked with her. */
export async function absenceRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const path = '/clients/:clientId/absences'
  app.get(path, async (request, reply) => {
    const { session, bookable } = await openClient(context, request)
    const form = readAbsenceForm(request.query)
    return list(
      context,
      { session, bookable, reply },
      form,
      nothingWrong,
      querySchema.parse(request.query).done,
    )
  })
  app.post(path, (request, reply) => add(context, request, reply))
  app.get(`${path}/:absenceId`, async (request, reply) => {
    const opened = await openOne(context, request)
    const entered = { ...enterStretch(opened.found.absence, opened.timeZone) }
    const label = opened.found.absence.label ?? ''
    return show(context, reply, opened, { ...entered, label }, nothingWrong)
  })
  app.post(`${path}/:absenceId`, (request, reply) => change(context, request, reply))
}

async function openClient(context: Context, request: FastifyRequest) {
  const session = sessionOf(request)
  return { session, bookable: await findBookable(context.db, session, readClientId(request.params)) }
}

async function openOne(context: Context, request: FastifyRequest) {
  const { session, bookable } = await openClient(context, request)
  const { clientId, hours } = bookable.client
  const { data } = paramsSchema.safeParse(request.params)
  const found = data && (await findAbsence(context.db, session.scope, { clientId, ...data }, context.now()))
  if (!found) throw new AppError(404, 'notFound', `There is no such absence at client ${clientId}`)
  return { session, bookable, found, timeZone: found.executive.choices.timeZone ?? hours.timeZone }
}

type Listing = Awaited<ReturnType<typeof openClient>> & { readonly reply: FastifyReply }

async function list(
  context: Context,
  { session, bookable, reply }: Listing,
  form: AbsenceForm,
  wrong: WrongAbsence,
  done: (typeof querySchema)['_output']['done'] = null,
) {
  const absences = await findAbsences(context.db, session.scope, bookable.client.clientId, context.now())
  const page = absencesPage(viewerOf(context, session), { bookable, absences, form, wrong, done })
  return sendConsolePage(reply, wrong === nothingWrong ? 200 : 422, page)
}

/** Of several people at once; each on her own clock. */
async function add(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { session, bookable } = await openClient(context, request)
  const { clientId, hours } = bookable.client
  const form = readAbsenceForm(request.body)
  const now = context.now()
  const people = bookable.executives.filter(({ id }) => form.who.includes(id))
  const stretches = people.map((executive) => ({
    executiveId: executive.id,
    ...readStretch(form, { timeZone: executive.choices.timeZone ?? hours.timeZone, now, longestDays }),
  }))
  const wrong =
    stretches.find((one) => one.kind === 'wrong') ?? readIfNobody(bookable, form, people.length, now)
  if (people.length === 0 || wrong)
    return list(context, { session, bookable, reply }, form, {
      moments: wrong?.kind === 'wrong' ? wrong.wrong : [],
      who: people.length === 0,
    })
  const label = form.label || null
  await context.db.transaction(async (tx) => {
    for (const one of stretches) {
      if (one.kind !== 'read') continue
      const { executiveId, startsAt, endsAt } = one
      await addAbsence(tx, { clientId, executiveId }, { startsAt, endsAt, label }, doingOf(session, now), now)
    }
  })
  context.live.changed([clientId])
  return reply.redirect(`${agendaPath(clientId, 'absences')}?done=added`, 303)
}

/** With nobody chosen its times are looked at all the same, so that everything wrong is said at once. */
function readIfNobody({ client }: Bookable, form: AbsenceForm, people: number, now: Date) {
  if (people > 0) return undefined
  return readStretch(form, { timeZone: client.hours.timeZone, now, longestDays })
}

async function change(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const opened = await openOne(context, request)
  const { session, bookable, found, timeZone } = opened
  const { clientId } = bookable.client
  const form = readAbsenceForm(request.body)
  const now = context.now()
  const key = { clientId, absenceId: found.absence.id }
  const said = doingOf(session, now)
  const back = (what: (typeof done)[number]) => {
    context.live.changed([clientId])
    return reply.redirect(`${agendaPath(clientId, 'absences')}?done=${what}`, 303)
  }
  if (form.step === 'remove') {
    await context.db.transaction((tx) => removeAbsence(tx, key, said, now))
    return back('removed')
  }
  const read = readStretch(form, { timeZone, now, longestDays })
  if (read.kind === 'wrong') return show(context, reply, opened, form, { moments: read.wrong, who: false })
  const { startsAt, endsAt } = read
  const entered = { startsAt, endsAt, label: form.label || null }
  const changed = await context.db.transaction((tx) => changeAbsence(tx, key, entered, said, now))
  return back(changed ? 'changed' : 'gone')
}

type Opened = Awaited<ReturnType<typeof openOne>>
type Entered = Parameters<typeof absencePage>[1]['entered']

function show(
  context: Context,
  reply: FastifyReply,
  { session, bookable, found }: Opened,
  entered: Entered,
  wrong: WrongAbsence,
) {
  const page = absencePage(viewerOf(context, session), { found, client: bookable.client, entered, wrong })
  return sendConsolePage(reply, wrong === nothingWrong ? 200 : 422, page)
}
