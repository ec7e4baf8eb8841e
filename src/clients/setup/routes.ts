import type { FastifyInstance } from 'fastify'
import { calendarRoutes } from '../../agenda/calendars/calendar-routes.ts'
import type { Context } from '../../context.ts'
import { answerersRoutes } from './answering/answerers-routes.ts'
import { contactsRoutes } from './contacts/contacts-routes.ts'
import { exportRoutes } from './end/export-routes.ts'
import { historyRoutes } from './history/history-routes.ts'
import { readingRoutes } from './instructions/reading-routes.ts'
import { listRoutes } from './list-routes.ts'
import { newClientRoutes } from './new-client-routes.ts'
import { numberRoutes } from './number-routes.ts'
import { overviewRoutes } from './overview-routes.ts'
import { partRoutes } from './part-routes.ts'

/** Everything an agency folder holds of one client, on pages. */
export async function setupRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await calendarRoutes(app, context)
  await newClientRoutes(app, context)
  await overviewRoutes(app, context)
  await listRoutes(app, context)
  await historyRoutes(app, context)
  await contactsRoutes(app, context)
  await exportRoutes(app, context)
  await numberRoutes(app, context)
  await answerersRoutes(app, context)
  await partRoutes(app, context)
  await readingRoutes(app, context)
}
