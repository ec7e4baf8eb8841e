import type { FastifyInstance } from 'fastify'
import type { Context } from '../../context.ts'
import { listRoutes } from './list-routes.ts'
import { newClientRoutes } from './new-client-routes.ts'
import { overviewRoutes } from './overview-routes.ts'
import { partRoutes } from './part-routes.ts'

/** Everything an agency folder holds of one client, on pages. */
export async function setupRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await newClientRoutes(app, context)
  await overviewRoutes(app, context)
  await listRoutes(app, context)
  await partRoutes(app, context)
}
