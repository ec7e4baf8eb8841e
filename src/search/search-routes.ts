import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { contactRoutes } from './contact-routes.ts'
import { listRoutes } from './list-routes.ts'
import { slipRoutes } from './slip-routes.ts'

/** Finding things: lists, slips, contacts. */
export async function searchRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await app.register((scope) => listRoutes(scope, context))
  await app.register((scope) => slipRoutes(scope, context))
  await app.register((scope) => contactRoutes(scope, context))
}
