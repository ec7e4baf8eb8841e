import type { FastifyInstance } from 'fastify'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { findOverview } from './find-overview.ts'
import { overviewPage, testPart } from './overview-pages.ts'
import { clientParams, paramsOf } from './part-routes.ts'

/** The first page of a client, and its part that waits for the test call. */
export async function overviewRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/clients/:clientId', async (request, reply) => {
    const { clientId } = paramsOf(clientParams, request)
    const session = sessionOf(request)
    const found = await findOverview(context, session, clientId)
    const viewer = viewerOf(context, session)
    return sendConsolePage(
      reply,
      200,
      overviewPage(viewer, { ...found, purge: null, notices: [], sure: null }),
    )
  })
  app.get('/clients/:clientId/test', async (request, reply) => {
    const { clientId } = paramsOf(clientParams, request)
    const session = sessionOf(request)
    const found = await findOverview(context, session, clientId)
    const view = { ...found, purge: null, notices: [], sure: null }
    return sendConsolePage(reply, 200, testPart(viewerOf(context, session), view))
  })
}
