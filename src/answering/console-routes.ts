import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recorderRoutes } from '../call-recordings/console-routes.ts'
import { rowNumber } from '../calls/routes.ts'
import { sessionOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { answerLiveCall } from './answer-live-call.ts'
import { declineRing } from './decline-ring.ts'
import { hangUpCall } from './hang-up-call.ts'
import { holdCall, resumeCall } from './hold-call.ts'
import { listeningConsoleRoutes } from './listening/console-routes.ts'
import { takeUp } from './second/take-up.ts'
import { transferConsoleRoutes } from './transfer/console-routes.ts'

const address = '/answering/:clientId/:callId'
const callParams = z.object({ clientId: rowNumber, callId: z.uuid() })

/**
 * What the softphone's window asks for, in JSON. 409 where it cannot be: `takenBy` names who was faster (null where the
 * caller is gone), `code` says `elsewhere` of one who is in another call, and `notNow` of a step that does not fit.
 * 502 where the exchange did not answer.
 */
export async function liveConsoleRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error instanceof AppError ? error.status : (error.statusCode ?? 500)
    if (status >= 500)
      context.log.error({ event: 'request.failed', route: request.routeOptions.url, err: error })
    return reply.code(status).send({ code: error instanceof AppError ? error.code : 'failed' })
  })

  app.post(`${address}/answer`, async (request, reply) => {
    const answered = await answerLiveCall(context, sessionOf(request).scope, keyOf(request))
    return answered === 'hers' ? reply.send({ answered: true }) : reply.code(409).send(answered)
  })

  app.post(`${address}/decline`, async (request, reply) => {
    await declineRing(context, sessionOf(request).scope, keyOf(request))
    return reply.send({ declined: true })
  })

  app.post(`${address}/hang-up`, async (request, reply) =>
    reply.send({ ended: await hangUpCall(context, sessionOf(request).scope, keyOf(request)) }),
  )

  await transferConsoleRoutes(app, context)
  await listeningConsoleRoutes(app, context)
  await recorderRoutes(app, context)

  for (const [name, change] of Object.entries({ hold: holdCall, resume: resumeCall, 'take-up': takeUp }))
    app.post(`${address}/${name}`, async (request, reply) => {
      const held = await change(context, sessionOf(request).scope, keyOf(request))
      if (held === 'done') return reply.send({ done: true })
      return reply.code(held === 'notNow' ? 409 : 502).send({ code: held })
    })
}

const keyOf = (request: FastifyRequest) => callParams.parse(request.params)
