import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { chooseDevice } from './choose-device.ts'
import { dropTelephone } from './drop-telephone.ts'
import { endWrapUp } from './end-wrap-up.ts'
import { findStation } from './find-station.ts'
import { giveTelephone } from './give-telephone.ts'
import { sayReachable } from './say-reachable.ts'
import { sayUnreachable } from './say-unreachable.ts'
import { setStation } from './set-station.ts'
import { devices, stationStates } from './station.ts'
import { stationPage } from './station-pages.ts'

type StationContext = Pick<Context, 'config' | 'db' | 'live' | 'now'>

/** Her own station: whether she takes calls, and where they ring. */
export async function stationRoutes(app: FastifyInstance, context: StationContext): Promise<void> {
  app.get('/station', (request, reply) => show(context, request, reply, { status: 200, problem: null }))

  app.post('/station/state', async (request, reply) => {
    const { state } = stateSchema.parse(request.body)
    const { id } = sessionOf(request).secretary
    await setStation(context, id, { secretaryId: id, state })
    return done(request, reply)
  })

  app.post('/station/reachable', async (request, reply) => {
    const { registered } = reachableSchema.parse(request.body)
    const { id } = sessionOf(request).secretary
    if (registered === 'yes') await sayReachable(context, id)
    else await sayUnreachable(context, id)
    return reply.code(204).send()
  })

  app.post('/station/wrap-up-end', async (request, reply) => {
    await endWrapUp(context, sessionOf(request).secretary.id)
    return done(request, reply)
  })

  app.post('/station/device', async (request, reply) => {
    const { device } = deviceSchema.parse(request.body)
    const chosen = await chooseDevice(context, sessionOf(request).secretary.id, device)
    if (chosen === 'chosen') return done(request, reply)
    return show(context, request, reply, { status: 422, problem: 'noTelephone' })
  })

  app.post('/station/telephone', async (request, reply) => {
    const { telephone } = telephoneSchema.parse(request.body)
    const given = await giveTelephone(context, sessionOf(request).secretary.id, telephone)
    if (given === 'given') return done(request, reply)
    return show(context, request, reply, { status: 422, problem: 'notDiallable' })
  })

  app.post('/station/telephone/drop', async (request, reply) => {
    const { id } = sessionOf(request).secretary
    await dropTelephone(context, id, id)
    return done(request, reply)
  })
}

const stateSchema = z.object({ state: z.enum(stationStates).catch('pause') })
const reachableSchema = z.object({ registered: z.enum(['yes', 'no']).catch('no') })
const deviceSchema = z.object({ device: z.enum(devices).catch('browser') })
const telephoneSchema = z.object({ telephone: z.string().max(60).catch('') })

/** A script goes by the stream; a form by the page. */
const done = ({ headers }: FastifyRequest, reply: FastifyReply): FastifyReply =>
  headers['x-requested-with'] ? reply.code(204).send() : reply.redirect('/console/station', 303)

type Shown = { readonly status: number; readonly problem: 'noTelephone' | 'notDiallable' | null }

async function show(
  context: StationContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { status, problem }: Shown,
): Promise<FastifyReply> {
  const session = sessionOf(request)
  const station = await findStation(context.db, session.secretary.id)
  return sendConsolePage(reply, status, stationPage(viewerOf(context, session), { station, problem }))
}
