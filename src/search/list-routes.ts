import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { t } from '../i18n/text.ts'
import { exportList } from './export-list.ts'
import { listPage } from './list-pages.ts'
import { listKinds } from './list-query.ts'
import { showList } from './show-list.ts'

const exportSchema = z.looseObject({
  form: z.unknown(),
  reason: z.string().trim().min(5).max(200),
})

/** Calls, texts, slips, contacts and clients, to be searched and, by supervisors, taken away as a file. */
export async function listRoutes(app: FastifyInstance, context: Context): Promise<void> {
  for (const kind of listKinds) {
    app.get(`/${kind}`, async (request, reply) => {
      const session = sessionOf(request)
      const shown = await showList(context, session, kind, request.query)
      return sendConsolePage(reply, 200, listPage(viewerOf(context, session), kind, shown))
    })

    app.post(`/${kind}/export`, { config: { access: 'supervisor' } }, async (request, reply) => {
      const session = sessionOf(request)
      const asked = exportSchema.safeParse(request.body).data
      if (!asked)
        throw new AppError(400, 'noReason', t(session.secretary.language, 'search.exportReasonMissing'))
      const { form: _form, reason, ...filters } = asked
      const file = await exportList(context, session, { kind, filters, reason })
      const name = `${kind}-${context.now().toISOString().slice(0, 10)}.csv`
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(file)
    })
  }
}
