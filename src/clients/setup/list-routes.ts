import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { agendaNav } from '../../agenda/pages/agenda-nav-pages.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { t } from '../../i18n/text.ts'
import { isAtLeast } from '../../secretaries/session.ts'
import { rewriteClient } from '../change-client.ts'
import { listAt } from './file-values.ts'
import { type ListView, listPage } from './list-pages.ts'
import { listedItems } from './listed-items.ts'
import { newOrder } from './new-order.ts'
import type { ListName } from './part.ts'
import { partPaths } from './part-pages.ts'
import { clientParams, paramsOf } from './part-routes.ts'
import { findSetupClient } from './queries.ts'
import { type SetupTab, tabPath } from './setup-frame.ts'
import { waitingOf } from './waiting-of.ts'

const pages = {
  lines: ['lines'],
  executives: ['executives'],
  reasons: ['reasons'],
  instructions: ['instructions'],
  slip: ['slipFields', 'slipTemplates'],
  agenda: ['appointmentTypes', 'mandates'],
} as const satisfies Partial<Record<SetupTab, readonly ListName[]>>

/** Parts whose order is what people see. */
const ordered: ReadonlySet<ListName> = new Set([
  'reasons',
  'instructions',
  'slipFields',
  'slipTemplates',
  'appointmentTypes',
  'mandates',
])

/** The lists of what a client has several of, and their order. */
export async function listRoutes(app: FastifyInstance, context: Context): Promise<void> {
  for (const tab of Object.keys(pages).filter(isListTab)) {
    app.get(`/clients/:clientId/${tab}`, (request, reply) => showLists(context, tab, request, reply))
    for (const part of pages[tab].filter((one) => ordered.has(one)))
      app.post(
        `/clients/:clientId/${partPaths[part]}`,
        { config: { access: 'supervisor' } },
        (request, reply) => reorder(context, { tab, part }, request, reply),
      )
  }
}

const isListTab = (tab: string): tab is keyof typeof pages => tab in pages

async function showLists(
  context: Context,
  tab: keyof typeof pages,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { clientId } = paramsOf(clientParams, request)
  const session = sessionOf(request)
  const { row, stored } = await findSetupClient(context.db, session.scope, clientId)
  const viewer = viewerOf(context, session)
  const view: ListView = {
    client: { clientId, name: row.name, state: row.state },
    at: tab,
    mayChange: isAtLeast(session.secretary.role, 'supervisor'),
    lists: pages[tab].map((part) => ({
      part,
      items: listedItems(part, stored.definition, viewer.language),
      ordered: ordered.has(part),
    })),
    notices: [],
    above:
      tab === 'executives'
        ? await waitingOf(context, session, row)
        : tab === 'agenda'
          ? agendaNav(viewer, clientId, null)
          : null,
  }
  return sendConsolePage(reply, 200, listPage(viewer, view))
}

const keysSchema = z.union([z.string().transform((key) => [key]), z.array(z.string()).max(500)]).catch([])
const orderSchema = z.object({ order: keysSchema, move: z.string().max(100).catch('') })

async function reorder(
  context: Context,
  { tab, part }: { tab: SetupTab; part: ListName },
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { clientId } = paramsOf(clientParams, request)
  const { scope, secretary } = sessionOf(request)
  await findSetupClient(context.db, scope, clientId)
  const { order, move } = orderSchema.parse(request.body ?? {})
  await rewriteClient(context, {
    ...{ clientId, seenVersion: null, actor: scope.actor },
    rewrite: (file) => ({ ...file, [part]: newOrder(listAt(file, part), order, move) }),
  })
  if (request.headers['x-requested-with'] === 'drag')
    return reply.code(200).send(t(secretary.language, 'setup.ordered'))
  return reply.redirect(tabPath(clientId, tab), 303)
}
