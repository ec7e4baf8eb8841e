import { asc, isNull } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { secretaries } from '../secretaries/tables.ts'
import { askedSchema, findReport } from './find-report.ts'
import { personRoutes } from './person-routes.ts'
import { tables } from './report-address.ts'
import { reportPage } from './report-pages.ts'
import { sayFault } from './say-fault.ts'
import { writeCsv } from './write-csv.ts'

type LevelsContext = Pick<Context, 'config' | 'db' | 'now'>

/** How the calls are answered: the report, its tables as files, and a single person's figures. */
export async function levelsRoutes(app: FastifyInstance, context: LevelsContext): Promise<void> {
  const supervisor = { config: { access: 'supervisor' } } as const
  await personRoutes(app, context)

  app.get('/service-levels', supervisor, async (request, reply) => {
    const session = sessionOf(request)
    const asked = askedSchema.parse(request.query)
    const found = await findReport(context, session, asked)
    const viewer = viewerOf(context, session)
    if ('fault' in found) {
      const fault = sayFault(found.fault, viewer.language, viewer.now)
      return sendConsolePage(reply, 400, reportPage(viewer, { asked, fault, report: null, people: [] }))
    }
    const people = found.showing.singles ? await findPeople(context) : []
    return sendConsolePage(reply, 200, reportPage(viewer, { asked, fault: null, report: found, people }))
  })

  app.get('/service-levels/csv', supervisor, async (request, reply) => {
    const session = sessionOf(request)
    const { language } = session.secretary
    const asked = askedSchema.parse(request.query)
    const { table } = tableSchema.parse(request.query)
    const found = await findReport(context, session, asked)
    if ('fault' in found) throw new AppError(400, 'badPeriod', sayFault(found.fault, language, context.now()))
    const name = `service-levels-${table}-${found.days.first}-${found.days.last}.csv`
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(writeCsv(language, asked, found, table))
  })
}

const tableSchema = z.object({ table: z.enum(tables).catch('rows') })

const findPeople = ({ db }: LevelsContext) =>
  db
    .select({ id: secretaries.id, name: secretaries.name })
    .from(secretaries)
    .where(isNull(secretaries.disabledAt))
    .orderBy(asc(secretaries.name))
