import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import { alertRoutes } from '../alerts/routes.ts'
import { liveCallRoutes } from '../answering/routes.ts'
import { callRecordingRoutes } from '../call-recordings/routes.ts'
import type { AnswerPath } from '../calls/receive-call.ts'
import { callRoutes, speak } from '../calls/routes.ts'
import { callStatusRoutes } from '../calls/status-routes.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { t } from '../i18n/text.ts'
import { textRoutes } from '../texts/routes.ts'
import { fallbackRoutes } from './fallback-routes.ts'
import { guardExchange } from './guard-plugin.ts'

/** The telephone side: one guard before all, and whatever breaks behind it, a caller hears a sentence. */
export async function exchangeRoutes(app: FastifyInstance, context: Context & AnswerPath): Promise<void> {
  await guardExchange(app, context)
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(context, error, request, reply))
  await callRoutes(app, context)
  await liveCallRoutes(app, context)
  await callStatusRoutes(app, context)
  await callRecordingRoutes(app, context)
  await textRoutes(app, context)
  await alertRoutes(app, context)
  await fallbackRoutes(app, context)
}

function answerError(context: Context, error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof AppError)
    return reply.code(error.status).send({ code: error.code, message: error.message })
  const route = request.routeOptions.url
  const status = error instanceof ZodError ? 400 : (error.statusCode ?? 500)
  if (isHeard(route) && isSignedSoFar(error)) return apologise(context, error, route, reply)
  if (status >= 500) context.log.error({ event: 'webhook.failed', route, err: error })
  return reply
    .code(status)
    .send({ code: status >= 500 ? 'failed' : 'refused', message: refusal(error, status) })
}

const isHeard = (route: string | undefined): boolean =>
  /^\/twilio\/(voice($|\/)|alert\/|fallback|softphone)/.test(route ?? '')

/** Bodies that are too large or no forms are refused before the signature could be checked. */
const isSignedSoFar = (error: FastifyError): boolean =>
  error.statusCode === undefined || error.statusCode >= 500

function apologise(context: Context, error: Error, route: string | undefined, reply: FastifyReply) {
  context.log.error({ event: 'webhook.apologised', route, err: error })
  return speak(reply, {
    kind: 'announce',
    speech: { text: t('fr', 'voice.apology'), language: 'fr', voice: null },
  })
}

const refusal = (error: Error, status: number): string => {
  if (error instanceof ZodError)
    return error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ')
  return status >= 500 ? 'Something broke on our side' : error.message
}
