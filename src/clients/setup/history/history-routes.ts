import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../../console/console-plugin.ts'
import type { Context } from '../../../context.ts'
import { AppError } from '../../../errors.ts'
import { t } from '../../../i18n/text.ts'
import { isAtLeast } from '../../../secretaries/session.ts'
import { clientParams, paramsOf } from '../part-routes.ts'
import { findSetupAct, findSetupClient, listSetupActs, type SetupAct } from '../queries.ts'
import { changesOf } from './act-changes.ts'
import { type HistoryEntry, historyPage } from './history-pages.ts'
import { putBack } from './put-back.ts'

const pageSize = 50
const actParams = clientParams.extend({ actId: z.uuid() })

/** What was done to a client's settings, and the way back. */
export async function historyRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/clients/:clientId/history', (request, reply) =>
    show(context, request, reply, { alert: null, notice: null }),
  )
  app.post('/clients/:clientId/history/:actId', { config: { access: 'supervisor' } }, (request, reply) =>
    takeBack(context, request, reply),
  )
}

const querySchema = z.object({ before: z.coerce.date().nullable().catch(null) })
type Said = { readonly alert: string | null; readonly notice: string | null }

async function show(context: Context, request: FastifyRequest, reply: FastifyReply, said: Said) {
  const { clientId } = paramsOf(clientParams, request)
  const session = sessionOf(request)
  const { row } = await findSetupClient(context.db, session.scope, clientId)
  const before = querySchema.parse(request.query ?? {}).before
  const acts = await listSetupActs(context.db, clientId, { limit: pageSize, before })
  const page = historyPage(viewerOf(context, session), {
    client: { clientId, name: row.name, state: row.state },
    timeZone: row.hours.timeZone,
    entries: acts.map(entryOf),
    mayChange: isAtLeast(session.secretary.role, 'supervisor'),
    older: acts.length === pageSize ? (acts.at(-1)?.at ?? null) : null,
    ...said,
  })
  return sendConsolePage(reply, said.alert === null ? 200 : 409, page)
}

const contactsSchema = z.object({
  contacts: z.object({ created: z.number(), changed: z.number(), removed: z.number() }),
})

const entryOf = (act: SetupAct): HistoryEntry => ({
  id: act.id,
  at: act.at,
  verb: act.verb,
  who: act.actorName,
  contacts: contactsSchema.safeParse(act.after).data?.contacts ?? null,
  changes: changesOf(act),
})

const placeSchema = z.object({ change: z.coerce.number().int().min(0) })

async function takeBack(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { clientId, actId } = paramsOf(actParams, request)
  const { scope, secretary } = sessionOf(request)
  await findSetupClient(context.db, scope, clientId)
  const act = await findSetupAct(context.db, clientId, actId)
  const change = act && changesOf(act)[placeSchema.safeParse(request.body).data?.change ?? -1]
  if (!change) throw new AppError(404, 'notFound', `no such change in ${actId}`)
  const outcome = await putBack(context, { clientId, change, actor: scope.actor })
  const { language } = secretary
  if (outcome === 'putBack')
    return show(context, request, reply, { alert: null, notice: t(language, 'setup.history.done') })
  return show(context, request, reply, { alert: t(language, `setup.history.${outcome}`), notice: null })
}
