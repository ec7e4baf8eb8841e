import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { callerRoutes } from './agenda/telling/pages/caller-routes.ts'
import { musicRoutes } from './answering/music-routes.ts'
import type { AnswerPath } from './calls/receive-call.ts'
import { assetsRoutes } from './console/assets-routes.ts'
import { consoleRoutes } from './console/routes.ts'
import type { Context } from './context.ts'
import { AppError } from './errors.ts'
import { healthRoutes } from './health/routes.ts'
import { linksRoutes } from './links/routes.ts'
import { exchangeRoutes } from './twilio/routes.ts'

/** The HTTP side of Permanence: one error handler, then one line for each slice. Does not listen yet. */
export async function buildApp(context: Context & AnswerPath): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    trustProxy: (_address, hop) => hop < context.config.proxyHops,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestTimeout: 10_000,
    bodyLimit: 1024 * 1024,
    routerOptions: { ignoreTrailingSlash: false },
  })
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(context, error, request, reply))
  await app.register(healthRoutes, context)
  await app.register((scope) => exchangeRoutes(scope, context), { prefix: '/twilio' })
  await app.register((scope) => linksRoutes(scope, context))
  await app.register((scope) => callerRoutes(scope, context))
  await app.register((scope) => consoleRoutes(scope, context), { prefix: '/console' })
  await app.register(assetsRoutes)
  await app.register(musicRoutes)
  return app
}

/** A refusal says what was wrong; a bug is logged once and says nothing of itself. */
function answerError(context: Context, error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof AppError)
    return reply.code(error.status).send({ code: error.code, message: error.message })
  const status = error.statusCode ?? 500
  if (status < 500) return reply.code(status).send({ code: 'refused', message: error.message })
  context.log.error({ event: 'request.failed', route: request.routeOptions.url, err: error })
  return reply.code(status).send({ code: 'failed', message: 'Something broke on our side' })
}
