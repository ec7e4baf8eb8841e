import type { FastifyInstance } from 'fastify'
import type { Context } from '../../context.ts'
import { ruleFormRoutes } from './rule-form-routes.ts'
import { rulesRoutes } from './rules-routes.ts'

/** The editor of a client's rules, below /console/clients/:clientId/rules. */
export async function editorRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await rulesRoutes(app, context)
  await ruleFormRoutes(app, context)
}
