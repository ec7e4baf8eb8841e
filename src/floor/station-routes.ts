import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { endWrapUp } from './end-wrap-up.ts'
import { findStation } from './find-station.ts'
import { sayReachable } from './say-reachable.ts'
import { sayUnreachable } from './say-unreachable.ts'
import { setStation } from './set-station.ts'
import { stationStates } from './station.ts'
import { stationPage } from './station-pages.ts'

type StationContext = Pick<Context, 'config' | 'db' | 'live' | 'now'>

/** Her own station: whether she takes calls. */
export async function stationRoutes(app: FastifyInstance, context: StationContext): Promise<void> {
  app.get('/station', async (request, reply) => {
    const session = sessionOf(request)
    const station = await findStation(context.db, session.secretary.id)
    return sendConsolePage(reply, 200, stationPage(viewerOf(context, session), station))
  })

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
}

const stateSchema = z.object({ state: z.enum(stationStates).catch('pause') })
const reachableSchema = z.object({ registered: z.enum(['yes', 'no']).catch('no') })

/** A script goes by the stream; a form by the page. */
const done = ({ headers }: FastifyRequest, reply: FastifyReply): FastifyReply =>
  headers['x-requested-with'] ? reply.code(204).send() : reply.redirect('/console/station', 303)
