import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { sessionOf } from '../../../console/console-plugin.ts'
import type { Context } from '../../../context.ts'
import { clientParams, paramsOf } from '../part-routes.ts'
import { findSetupClient } from '../queries.ts'
import { exportClient } from './export-client.ts'

/** A client's data to take along. */
export async function exportRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/clients/:clientId/export', { config: { access: 'supervisor' } }, async (request, reply) => {
    const { clientId } = paramsOf(clientParams, request)
    const { scope } = sessionOf(request)
    const { stored } = await findSetupClient(context.db, scope, clientId)
    const archive = await exportClient(context, { stored, actor: scope.actor })
    return reply
      .header('content-type', 'application/zip')
      .header('content-disposition', `attachment; filename="${stored.definition.key}.zip"`)
      .send(Readable.from(archive))
  })
}
