import type { FastifyInstance } from 'fastify'
import { recordReading } from '../acts/record-reading.ts'
import type { Context } from '../context.ts'
import { findMessage } from '../messages/find-message.ts'
import { audioRoutes } from './audio-routes.ts'
import { openLink, readAddress } from './open-link.ts'
import { sendPage, servePages } from './page-plugin.ts'
import { closedLinkPage, messagePage } from './pages.ts'

type LinkContext = Pick<Context, 'db' | 'files' | 'log' | 'now'>
type Link = { Params: { clientId: string; token: string } }

/**
 * What executives open from texts and e-mails. The token stands in the path, so the path is never logged:
 * only the route's pattern is. Whatever only looks (HEAD, OPTIONS) leaves no trace, and GET changes nothing.
 */
export async function linksRoutes(app: FastifyInstance, context: LinkContext): Promise<void> {
  servePages(app, context)
  await app.register(audioRoutes, context)

  app.get<Link>('/l/:clientId/:token', async ({ method, params }, reply) => {
    const link = await openLink(context, readAddress(params))
    const found = link && (await findMessage(context.db, link.scope, { ...link, messageId: link.subjectId }))
    if (!found) return sendPage(reply, 404, closedLinkPage())
    const { clientId, id } = found.message
    const reading = { clientId, verb: 'message.read', subject: { kind: 'message', id } } as const
    if (method === 'GET') await recordReading(context, link.scope, reading)
    return sendPage(reply, 200, messagePage(found, `${params.token}/audio`))
  })
}
