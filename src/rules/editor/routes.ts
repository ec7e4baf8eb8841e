import type { FastifyInstance } from 'fastify'
import type { Context } from '../../context.ts'
import { compareRoutes } from './compare-routes.ts'
import { publishRoutes } from './publish-routes.ts'
import { ruleFormRoutes } from './rule-form-routes.ts'
import { rulesRoutes } from './rules-routes.ts'
import { versionsRoutes } from './versions-routes.ts'

/** The editor of a client's rules, below /console/clients/:clientId/rules. */
export async function editorRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await rulesRoutes(app, context)
  await ruleFormRoutes(app, context)
  await compareRoutes(app, context)
  await publishRoutes(app, context)
  await versionsRoutes(app, context)
}
