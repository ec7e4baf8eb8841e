import { hash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { clients, executives } from '../../clients/tables.ts'
import type { Context } from '../../context.ts'
import { openLink, readAddress } from '../../links/open-link.ts'
import { sendPage } from '../../links/page-plugin.ts'
import { closedLinkPage } from '../../links/pages.ts'
import { makeFeedLinks } from './feed-links.ts'
import { loadFeed } from './load-feed.ts'
import { writeFeed } from './write-feed.ts'

type Link = { Params: { clientId: string; token: string } }

/**
 * What calendar programs fetch, every quarter of an hour and for years: it changes nothing and leaves no trace, but for
 * the links that it gives out.
 */
export async function feedRoutes(
  app: FastifyInstance,
  context: Pick<Context, 'config' | 'db' | 'now'>,
): Promise<void> {
  app.get<Link>('/l/:clientId/:token/agenda.ics', async ({ params, headers }, reply) => {
    const subscriber = await findSubscriber(params)
    if (!subscriber) return sendPage(reply, 404, closedLinkPage())
    const { config, db } = context
    const now = context.now()
    const feed = await loadFeed(db, subscriber, config, now)
    const { clientId, id: executiveId } = subscriber.executive
    const { feedId } = subscriber
    const links = await db.transaction((tx) =>
      makeFeedLinks(tx, config, { clientId, executiveId, feedId }, feed.appointments, now),
    )
    const written = writeFeed({ ...feed, links })
    const etag = `"${hash('sha256', written, 'base64url')}"`
    reply.headers({ etag, 'cache-control': 'private, no-cache' })
    if (isKnown(headers['if-none-match'], etag)) return reply.status(304).send()
    return reply.type('text/calendar; charset=utf-8').send(written)
  })

  async function findSubscriber(params: Link['Params']) {
    const link = await openLink(context, readAddress(params))
    if (link?.purpose !== 'feed') return null
    const [found] = await context.db
      .select({ executive: executives, client: clients })
      .from(executives)
      .innerJoin(clients, eq(clients.clientId, executives.clientId))
      .where(and(eq(executives.clientId, link.clientId), eq(executives.id, link.executiveId)))
    return found ? { ...found, feedId: link.subjectId } : null
  }
}

/** RFC 9110 §13.1.2; proxies that compress make a tag weak. */
const isKnown = (asked: string | undefined, etag: string): boolean =>
  (asked ?? '').split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
