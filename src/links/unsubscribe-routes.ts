import type { FastifyInstance } from 'fastify'
import { findExecutive } from '../clients/find-executive.ts'
import { stopDigestMails } from '../clients/stop-digest-mails.ts'
import type { Context } from '../context.ts'
import { openLink, readAddress } from './open-link.ts'
import { sendPage } from './page-plugin.ts'
import { closedLinkPage, unsubscribePage } from './pages.ts'
import { viewingOf } from './viewing-of.ts'

type UnsubscribeContext = Pick<Context, 'config' | 'db' | 'live' | 'log' | 'now'>
type Link = { Params: { clientId: string; token: string }; Body: Record<string, unknown> | null }

const path = '/l/:clientId/:token/unsubscribe'

/**
 * One press in the mail program ends the digests by e-mail (RFC 8058). Its POST comes without a page of ours, so
 * there is no nonce; the settings page takes it back. Following the link with GET changes nothing.
 */
export async function unsubscribeRoutes(app: FastifyInstance, context: UnsubscribeContext): Promise<void> {
  // The body that RFC 8058 §3.1 prefers: multipart/form-data, of one field.
  app.addContentTypeParser(
    /^multipart\/form-data/,
    { parseAs: 'string', bodyLimit: 16 * 1024 },
    (_, body, done) => done(null, oneClickPart.test(String(body)) ? { 'List-Unsubscribe': 'One-Click' } : {}),
  )

  app.get<Link>(path, async ({ params }, reply) => {
    const opened = await open(params)
    if (!opened) return sendPage(reply, 404, closedLinkPage())
    return sendPage(reply, 200, unsubscribePage(opened.found, opened.viewing, 'ask'))
  })

  app.post<Link>(path, async ({ params, body }, reply) => {
    const opened = await open(params)
    if (!opened) return sendPage(reply, 404, closedLinkPage())
    const { link, found, viewing } = opened
    if (body?.['List-Unsubscribe'] !== 'One-Click')
      return sendPage(reply, 422, unsubscribePage(found, viewing, 'ask'))
    const { actor } = link.scope
    const actId = await context.db.transaction((tx) =>
      stopDigestMails(tx, found.executive, actor, context.now()),
    )
    context.log.info({ event: 'digests.unsubscribed', clientId: link.clientId, actId })
    context.live.changed([link.clientId], 'settings')
    return sendPage(reply, 200, unsubscribePage(found, viewing, 'done'))
  })

  async function open(params: Link['Params']) {
    const link = await openLink(context, readAddress(params))
    if (link?.purpose !== 'settings') return null
    const asked = { executiveId: link.subjectId, purpose: 'settings' } as const
    const found = await findExecutive(context.db, link.scope, asked)
    return found && { link, found, viewing: viewingOf(context, link, found) }
  }
}

const oneClickPart = /name="?List-Unsubscribe"?\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\r?\n/
