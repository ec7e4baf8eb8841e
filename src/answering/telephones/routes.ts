import type { FastifyInstance, FastifyRequest } from 'fastify'
import { speak, stepOf, stepParams } from '../../calls/routes.ts'
import type { Context } from '../../context.ts'
import { legStep } from '../../twilio/live-webhooks.ts'
import { dialEnded, screened } from '../../twilio/webhooks.ts'
import {
  answerRing,
  answerRingEnded,
  answerRingJoin,
  answerRingKey,
  answerRingScreen,
} from './answer-ring.ts'
import { type RungLeg, rungLeg } from './rung-leg.ts'

const address = '/voice/:clientId/:callId'

/** The telephone side of people of the agency who are rung at their telephones. */
export async function telephoneRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.post(`${address}/ring`, async (request, reply) => {
    const step = legStep.parse(request.body)
    return speak(reply, await answerRing(context, stepOf(request, step.callId), step))
  })

  app.post(`${address}/ring-screen`, async (request, reply) => {
    const key = stepOf(request, screened.parse(request.body).callId)
    return speak(reply, await answerRingScreen(context, key, legOf(request)))
  })

  app.post(`${address}/ring-key`, async (request, reply) => {
    const key = stepOf(request, screened.parse(request.body).callId)
    return speak(reply, await answerRingKey(context, key, legOf(request)))
  })

  app.post(`${address}/ring-ended`, async (request, reply) => {
    const ended = dialEnded.parse(request.body)
    return speak(reply, await answerRingEnded(context, stepOf(request, ended.callId), ended))
  })

  app.post(`${address}/ring-join`, async (request, reply) =>
    speak(reply, await answerRingJoin(context, stepParams.parse(request.params))),
  )
}

const legOf = ({ body, query }: FastifyRequest): RungLeg =>
  rungLeg.parse({ ...Object(query), ...Object(body) })
