import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { listRoutes } from './list-routes.ts'

/** Finding things: lists, slips, contacts. */
export async function searchRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await app.register((scope) => listRoutes(scope, context))
}
