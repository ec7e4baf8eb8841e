import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import { pageHeaders } from '../console/page-frame.ts'
import type { Context } from '../context.ts'
import type { Html } from '../html.ts'
import { brokenPage } from './pages.ts'

/** Every answer of this scope carries the headers of a private page, and its errors are pages too. */
export function servePages(app: FastifyInstance, { log }: Pick<Context, 'log'>): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(pageHeaders)
  })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) log.error({ event: 'request.failed', route: request.routeOptions.url, err: error })
    return sendPage(reply, status, brokenPage())
  })
}

export const sendPage = (reply: FastifyReply, status: number, page: Html): FastifyReply =>
  reply.status(status).type('text/html; charset=utf-8').send(page.toString())
