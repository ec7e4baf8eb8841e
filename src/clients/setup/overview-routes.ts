import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { t } from '../../i18n/text.ts'
import type { Session } from '../../secretaries/session.ts'
import { findOverview } from './find-overview.ts'
import { type Overview, overviewPage, testPart } from './overview-pages.ts'
import { clientParams, paramsOf } from './part-routes.ts'
import { findSetupClient } from './queries.ts'
import { clientPath } from './setup-frame.ts'
import { askForTest } from './states/ask-for-test.ts'
import { changeState } from './states/change-state.ts'
import { stateChanges } from './states/client-states.ts'
import { waitingOf } from './waiting-of.ts'

/** The first page of a client, its state, and its part that waits for the test call. */
export async function overviewRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const supervised = { config: { access: 'supervisor' as const } }
  app.get('/clients/:clientId', (request, reply) => {
    const { clientId } = paramsOf(clientParams, request)
    return showOverview(context, sessionOf(request), reply, { clientId })
  })
  app.post('/clients/:clientId/state', supervised, (request, reply) => takeState(context, request, reply))
  app.get('/clients/:clientId/test', async (request, reply) => {
    const { clientId } = paramsOf(clientParams, request)
    const session = sessionOf(request)
    const found = await findOverview(context, session, clientId)
    return sendConsolePage(reply, 200, testPart(viewerOf(context, session), found))
  })
  app.post('/clients/:clientId/test', supervised, async (request, reply) => {
    const { clientId } = paramsOf(clientParams, request)
    const { scope } = sessionOf(request)
    await findSetupClient(context.db, scope, clientId)
    await askForTest(context, { clientId, actor: scope.actor })
    return reply.redirect(`${clientPath(clientId)}#test`, 303)
  })
}

type Showing = Partial<Pick<Overview, 'notices' | 'sure'>> & {
  readonly clientId: number
  readonly status?: number
}

async function showOverview(
  context: Context,
  session: Session,
  reply: FastifyReply,
  { clientId, status = 200, notices = [], sure = null }: Showing,
) {
  const { row, ...found } = await findOverview(context, session, clientId)
  const waiting = await waitingOf(context, session, row)
  const view = { ...found, waiting, notices, sure }
  return sendConsolePage(reply, status, overviewPage(viewerOf(context, session), view))
}

/** What cannot be taken back, or silences a client, is asked once more. */
const changeSchema = z.object({ change: z.enum([...stateChanges, 'suspend-yes', 'end-yes']) })

async function takeState(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { clientId } = paramsOf(clientParams, request)
  const session = sessionOf(request)
  await findSetupClient(context.db, session.scope, clientId)
  const { language } = session.secretary
  const pressed = changeSchema.safeParse(request.body).data?.change
  if (pressed === undefined) throw new AppError(422, 'unknownChange', t(language, 'setup.cannotChange'))
  if (pressed === 'suspend' || pressed === 'end')
    return showOverview(context, session, reply, { clientId, sure: pressed })
  const change = pressed === 'suspend-yes' ? 'suspend' : pressed === 'end-yes' ? 'end' : pressed
  const { kind } = await changeState(context, { clientId, change, actor: session.scope.actor })
  if (kind === 'changed') return reply.redirect(clientPath(clientId), 303)
  const notices = [t(language, 'setup.cannotChange')]
  return showOverview(context, session, reply, { clientId, status: 409, notices })
}
