import formbody from '@fastify/formbody'
import type { FastifyInstance } from 'fastify'
import { recordReading } from '../acts/record-reading.ts'
import { feedRoutes } from '../agenda/feed/routes.ts'
import type { Context } from '../context.ts'
import { audioRoutes } from './audio-routes.ts'
import { readChoiceForm } from './choice-form.ts'
import { findLinked } from './find-linked.ts'
import { isWithinAgenda, type OpenedLink, openLink, readAddress, withinAgenda } from './open-link.ts'
import { sendPage, servePages } from './page-plugin.ts'
import { closedLinkPage, linkPage } from './pages.ts'
import { takeChoice } from './take-choice.ts'
import { unsubscribeRoutes } from './unsubscribe-routes.ts'
import { viewingOf } from './viewing-of.ts'

export type LinkContext = Pick<
  Context,
  'config' | 'db' | 'directory' | 'files' | 'jobs' | 'live' | 'log' | 'now'
>
type Link = {
  Params: { clientId: string; token: string; appointmentId?: string }
  Querystring: { from?: unknown }
}

/**
 * What executives open from texts and e-mails. The token stands in the path, so the path is never logged: only the
 * route's pattern is. GET changes nothing and leaves a trace of the reading; HEAD and OPTIONS leave none.
 */
export async function linksRoutes(app: FastifyInstance, context: LinkContext): Promise<void> {
  servePages(app, context)
  await app.register(formbody, { bodyLimit: 16 * 1024 })
  await app.register(audioRoutes, context)
  await app.register(unsubscribeRoutes, context)
  await app.register(feedRoutes, context)

  for (const path of ['/l/:clientId/:token', '/l/:clientId/:token/rdv/:appointmentId']) {
    app.get<Link>(path, async ({ method, params, query: { from } }, reply) => {
      const link = await open(params)
      const found = link && (await findLinked(context.db, link, { now: context.now(), from }))
      if (!found) return sendPage(reply, 404, closedLinkPage())
      if (method === 'GET') await recordReading(context, link)
      return sendPage(reply, 200, linkPage(found, viewingOf(context, link, found)))
    })

    app.post<Link>(path, async ({ params, body }, reply) => {
      const link = await open(params)
      const looking = { now: context.now() }
      const found = link && (await findLinked(context.db, link, looking))
      if (!found) return sendPage(reply, 404, closedLinkPage())
      const taken = await takeChoice(context, link, found, { form: readChoiceForm(body), body })
      if (taken.kind === 'done')
        return reply.redirect(`${addressOf(link)}${taken.anchor ? `#${taken.anchor}` : ''}`, 303)
      const standing = (await findLinked(context.db, link, looking)) ?? found
      const viewing = viewingOf(context, link, standing, taken.notice)
      return sendPage(reply, taken.status, linkPage(standing, viewing, taken.notTaken))
    })
  }

  async function open({ appointmentId, ...address }: Link['Params']): Promise<OpenedLink | null> {
    const link = await openLink(context, readAddress(address))
    return appointmentId === undefined ? link : withinAgenda(link, appointmentId)
  }
}

function addressOf(link: OpenedLink): string {
  const address = `/l/${link.clientId}/${link.token}`
  return isWithinAgenda(link) ? `${address}/rdv/${link.subjectId}` : address
}
