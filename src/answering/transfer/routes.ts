import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { speak, stepOf, stepParams } from '../../calls/routes.ts'
import { isOver } from '../../calls/states.ts'
import type { Context } from '../../context.ts'
import { orSpool } from '../../spool/or-spool.ts'
import { legStep } from '../../twilio/live-webhooks.ts'
import { dialEnded, placedCallStatus, screened } from '../../twilio/webhooks.ts'
import { answerTransfer, answerTransferEnded, answerTransferKey, screenTransfer } from './answer-transfer.ts'
import { followExecutive } from './follow-executive.ts'

const address = '/voice/:clientId/:callId'
const legParams = stepParams.extend({ legId: z.uuid() })

/** The telephone side of executives who are rung for a call that a secretary has. */
export async function transferRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.post(`${address}/transfer`, async (request, reply) => {
    const step = legStep.parse(request.body)
    return speak(reply, await answerTransfer(context, stepOf(request, step.callId), step))
  })

  app.post(`${address}/transfer-screen`, async (request, reply) => {
    const key = stepOf(request, screened.parse(request.body).callId)
    const client = context.directory.client(key.clientId)
    return speak(reply, client ? await screenTransfer(context, client, key) : { kind: 'hangUp' })
  })

  app.post(`${address}/transfer-key`, async (request, reply) => {
    const { callId, digits } = screened.parse(request.body)
    return speak(reply, await answerTransferKey(context, stepOf(request, callId), digits))
  })

  app.post(`${address}/transfer-ended`, async (request, reply) => {
    const ended = dialEnded.parse(request.body)
    return speak(reply, await answerTransferEnded(context, stepOf(request, ended.callId), ended))
  })

  app.post('/leg/:clientId/:callId/:legId', async (request, reply) => {
    const { status: failure } = placedCallStatus.parse(request.body)
    const { legId, ...key } = legParams.parse(request.params)
    const at = context.now()
    const entry = { kind: 'executiveLeft', at: at.toISOString(), ...key, legId, failure } as const
    if (isOver(failure))
      await orSpool(context, entry, () => followExecutive(context, key, { legId, at, failure }))
    return reply.code(204).send()
  })
}
