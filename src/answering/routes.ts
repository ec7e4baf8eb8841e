import type { FastifyInstance } from 'fastify'
import { speak, stepOf, stepParams } from '../calls/routes.ts'
import type { Context } from '../context.ts'
import { outgoingRoutes } from '../outgoing/routes.ts'
import { orSpool } from '../spool/or-spool.ts'
import { conferenceTold, legStep, queueLeft, softphoneCalled, waiting } from '../twilio/live-webhooks.ts'
import {
  answerBack,
  answerConferenceLeft,
  answerJoin,
  answerQueueLeft,
  answerSoftphone,
} from './answer-live-step.ts'
import { answerWait, answerWish, type Seen } from './answer-wait.ts'
import { recordConference } from './record-conference.ts'
import { recordLegEnded } from './record-leg-ended.ts'
import { telephoneRoutes } from './telephones/routes.ts'
import { transferRoutes } from './transfer/routes.ts'

const address = '/voice/:clientId/:callId'

/** The telephone side of callers who wait for a person, or speak with one. */
export async function liveCallRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.post<{ Querystring: { unseen?: string; announced?: string } }>(
    `${address}/wait`,
    async (request, reply) => {
      const wait = waiting.parse(request.body)
      return speak(
        reply,
        await answerWait(context, stepOf(request, wait.callId), wait, seenOf(request.query)),
      )
    },
  )

  app.post(`${address}/wait-key`, async (request, reply) => {
    const wait = waiting.parse(request.body)
    return speak(reply, await answerWish(context, stepOf(request, wait.callId), wait))
  })

  app.post(`${address}/queue-left`, async (request, reply) => {
    const left = queueLeft.parse(request.body)
    return speak(reply, await answerQueueLeft(context, stepOf(request, left.callId), left))
  })

  const steps = { join: answerJoin, back: answerBack, 'conference-left': answerConferenceLeft }
  for (const [name, answer] of Object.entries(steps))
    app.post(`${address}/${name}`, async (request, reply) => {
      const step = legStep.parse(request.body)
      return speak(reply, await answer(context, stepOf(request, step.callId), step))
    })

  app.post(`${address}/leg-ended`, async (request, reply) => {
    const { callSid, isGone } = legStep.parse(request.body)
    const key = stepParams.parse(request.params)
    const at = context.now()
    const entry = { kind: 'legEnded', at: at.toISOString(), ...key, callSid, isGone } as const
    await orSpool(context, entry, () => recordLegEnded(context, { ...key, callSid, isGone, at }))
    return speak(reply, { kind: 'hangUp' })
  })

  app.post('/conference/:clientId/:callId', async (request, reply) => {
    const told = conferenceTold.parse(request.body)
    const key = stepParams.parse(request.params)
    const at = context.now()
    const entry = { kind: 'conference', at: at.toISOString(), ...key, told } as const
    await orSpool(context, entry, () => recordConference(context, { ...key, at }, told))
    return reply.code(204).send()
  })

  await transferRoutes(app, context)
  await telephoneRoutes(app, context)
  await outgoingRoutes(app, context)

  app.post('/softphone', async (request, reply) => {
    const called = softphoneCalled.safeParse(request.body)
    if (!called.success) return speak(reply, { kind: 'hangUp' })
    return speak(reply, await answerSoftphone(context, called.data))
  })
}

function seenOf({ unseen, announced }: { unseen?: string; announced?: string }): Seen {
  if (announced) return 'announced'
  return unseen ? 'unseenBefore' : 'seen'
}
