import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../../console/console-plugin.ts'
import type { Context } from '../../../context.ts'
import { html } from '../../../html.ts'
import { type Language, t } from '../../../i18n/text.ts'
import { type Answerer, findAnswerers } from '../../../secretaries/find-answerers.ts'
import { saveAnswerers } from '../../../secretaries/save-answerers.ts'
import { partPage } from '../part-pages.ts'
import { clientParams, paramsOf } from '../part-routes.ts'
import { viewOf } from '../part-view.ts'
import { answeringPart } from '../parts/answering-part.ts'
import { findSetupClient } from '../queries.ts'
import { tabPath } from '../setup-frame.ts'
import { findTeamOptions } from './find-team-options.ts'
import { seenAnswerers } from './read-answerers.ts'

/** Who answers for a client: which of them is a regular, and in what order they are rung. */
export async function answerersRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const supervised = { config: { access: 'supervisor' as const } }
  app.post('/clients/:clientId/answering/secretaries', supervised, async (request, reply) => {
    const { clientId } = paramsOf(clientParams, request)
    const { scope, secretary } = sessionOf(request)
    await findSetupClient(context.db, scope, clientId)
    const entered = readAnswerers(request.body, await findAnswerers(context.db, clientId), secretary.language)
    if ('wrong' in entered)
      return refuse(context, request, reply, { clientId, said: entered.wrong, status: 422 })
    const outcome = await saveAnswerers(context, scope, {
      clientId,
      answerers: entered.answerers,
      seen: (standing) => entered.seen === seenAnswerers(standing),
    })
    if (outcome === 'saved' || outcome === 'unchanged')
      return reply.redirect(`${tabPath(clientId, 'answering')}?saved=answerers`, 303)
    const said = t(secretary.language, outcome === 'stale' ? 'answerers.stale' : 'answerers.wrongPerson')
    return refuse(context, request, reply, { clientId, said, status: 409 })
  })
}

const bodySchema = z.record(z.string(), z.unknown()).catch({})
const nearSchema = z.enum(['regular', 'assigned', 'none', 'everywhere'])
const prioritySchema = z.string().trim().regex(/^\d$/).transform(Number)

type Entered =
  | { readonly seen: string; readonly answerers: ReadonlyMap<string, Answerer['assigned']> }
  | { readonly wrong: string }

/** Of those whom the form names; whom it leaves out stays as she is. */
function readAnswerers(body: unknown, known: readonly Answerer[], language: Language): Entered {
  const sent = bodySchema.parse(body)
  const answerers = new Map<string, Answerer['assigned']>()
  for (const { id, name } of known) {
    const near = nearSchema.safeParse(sent[`near.${id}`]).data
    if (near === undefined) continue
    const priority = prioritySchema.safeParse(sent[`priority.${id}`])
    if (!priority.success) {
      const value = String(sent[`priority.${id}`] ?? '').slice(0, 40)
      return { wrong: t(language, 'answerers.wrongPriority', { name, value }) }
    }
    answerers.set(id, near === 'none' ? null : { regular: near === 'regular', priority: priority.data })
  }
  return { seen: String(sent.seen ?? ''), answerers }
}

type Refused = { readonly clientId: number; readonly said: string; readonly status: number }

async function refuse(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { clientId, said, status }: Refused,
) {
  const session = sessionOf(request)
  const client = await findSetupClient(context.db, session.scope, clientId)
  const viewer = viewerOf(context, session)
  const { language } = session.secretary
  const teams = await findTeamOptions(context.db)
  const about = { language, file: client.file, demo: context.config.demo, teams }
  const entered = answeringPart.entered(about, null) ?? {}
  const shown = { client, about, part: answeringPart, key: null, entered, mayChange: true, saved: null }
  const view = { ...(await viewOf(context, viewer, shown)), alerts: [html`<p>${said}</p>`] }
  return sendConsolePage(reply, status, partPage(viewer, view))
}
