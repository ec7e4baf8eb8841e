import type { FastifyInstance } from 'fastify'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { absenceRoutes } from './absences/absence-routes.ts'
import { appointmentRoutes } from './appointment-routes.ts'
import { bookingRoutes } from './booking-routes.ts'
import { calendarPage } from './calendar-pages.ts'
import { readCalendarQuery } from './calendar-query.ts'
import { elsewhereRoutes } from './elsewhere/elsewhere-routes.ts'
import { eventRoutes } from './events/event-routes.ts'
import { findCalendar } from './find-calendar.ts'

import { waitingRoutes } from './waiting/waiting-routes.ts'

/** The shared calendar, booking, and the page of each appointment. */
export async function agendaRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/agenda', async (request, reply) => {
    const session = sessionOf(request)
    const query = readCalendarQuery(request.query)
    const calendar = await findCalendar(context.db, session.scope, query, context.now())
    return sendConsolePage(reply, 200, calendarPage(viewerOf(context, session), calendar))
  })
  await bookingRoutes(app, context)
  await appointmentRoutes(app, context)
  await elsewhereRoutes(app, context)
  await absenceRoutes(app, context)
  await eventRoutes(app, context)
  await waitingRoutes(app, context)
}
