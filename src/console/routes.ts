import type { FastifyInstance } from 'fastify'
import { agencyRoutes } from '../agency/agency-routes.ts'
import { agendaRoutes } from '../agenda/pages/agenda-routes.ts'
import { liveConsoleRoutes } from '../answering/console-routes.ts'
import { conversationRoutes } from '../call-recordings/conversation-routes.ts'
import { callbackRoutes } from '../callbacks/callback-routes.ts'
import { setupRoutes } from '../clients/setup/routes.ts'
import type { Context } from '../context.ts'
import { deliveryRoutes } from '../deliveries/console-routes.ts'
import { floorRoutes } from '../floor/floor-routes.ts'
import { relayRoutes } from '../floor/relay/relay-routes.ts'
import { secoursRoutes } from '../floor/secours/secours-routes.ts'
import { shiftRoutes } from '../floor/shifts/shift-routes.ts'
import { stationRoutes } from '../floor/station-routes.ts'
import { teamsRoutes } from '../floor/teams/teams-routes.ts'
import { jobsRoutes } from '../jobs/jobs-routes.ts'
import { outgoingConsoleRoutes } from '../outgoing/console-routes.ts'
import { editorRoutes } from '../rules/editor/routes.ts'
import { searchRoutes } from '../search/search-routes.ts'
import { entryRoutes } from '../secretaries/entry-routes.ts'
import { levelsRoutes } from '../service-levels/levels-routes.ts'
import { softphoneRoutes } from '../softphone/softphone-routes.ts'
import { taskRoutes } from '../tasks/console-routes.ts'
import { boardRoutes } from './board/board-routes.ts'
import { guardConsole } from './console-plugin.ts'
import { deskRoutes } from './desk/desk-routes.ts'

/** Every page of the console, one line for each part. */
export async function consoleRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await guardConsole(app, context)
  await app.register((scope) => boardRoutes(scope, context))
  await app.register((scope) => stationRoutes(scope, context))
  await app.register((scope) => softphoneRoutes(scope, context))
  await app.register((scope) => floorRoutes(scope, context))
  await app.register((scope) => secoursRoutes(scope, context))
  await app.register((scope) => teamsRoutes(scope, context))
  await app.register((scope) => levelsRoutes(scope, context))
  await app.register((scope) => relayRoutes(scope, context))
  await app.register((scope) => shiftRoutes(scope, context))
  await app.register((scope) => agendaRoutes(scope, context))
  await app.register((scope) => liveConsoleRoutes(scope, context))
  await app.register((scope) => outgoingConsoleRoutes(scope, context))
  await app.register((scope) => editorRoutes(scope, context))
  await app.register((scope) => deliveryRoutes(scope, context))
  await app.register((scope) => setupRoutes(scope, context))
  await app.register((scope) => deskRoutes(scope, context))
  await app.register((scope) => conversationRoutes(scope, context))
  await app.register((scope) => callbackRoutes(scope, context))
  await app.register((scope) => taskRoutes(scope, context))
  await app.register((scope) => entryRoutes(scope, context))
  await app.register((scope) => searchRoutes(scope, context))
  await app.register((scope) => agencyRoutes(scope, context))
  await app.register((scope) => jobsRoutes(scope, context))
}
