import type { FastifyInstance } from 'fastify'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { listPage } from './list-pages.ts'
import { listKinds } from './list-query.ts'
import { showList } from './show-list.ts'

/** Calls, texts, slips, contacts and clients, to be searched. */
export async function listRoutes(app: FastifyInstance, context: Context): Promise<void> {
  for (const kind of listKinds) {
    app.get(`/${kind}`, async (request, reply) => {
      const session = sessionOf(request)
      const shown = await showList(context, session, kind, request.query)
      return sendConsolePage(reply, 200, listPage(viewerOf(context, session), kind, shown))
    })
  }
}
