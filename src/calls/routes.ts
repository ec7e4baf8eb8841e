import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { plainFields } from '../twilio/guard-plugin.ts'
import { voiceTwiml } from '../twilio/twiml.ts'
import { anyCall, callArrived, callIdOf, dialEnded, recorded, screened } from '../twilio/webhooks.ts'
import { answerCall } from './answer-call.ts'
import { answerDialEnd, answerKey, answerRecorded, answerScreen } from './answer-step.ts'
import { stepUrlOf } from './call-place.ts'
import { unknownClientId } from './degrade.ts'
import { apology } from './degraded-answer.ts'
import type { AnswerPath } from './receive-call.ts'
import type { VoiceAnswer } from './voice-answer.ts'

/** As far as PostgreSQL counts. */
export const rowNumber = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1)
export const stepParams = z.object({ clientId: rowNumber, callId: z.uuid() })

/** The voice side: a call arrives, and the steps it goes through. Every one of them answers TwiML. */
export async function callRoutes(app: FastifyInstance, context: Context & AnswerPath): Promise<void> {
  app.post('/voice', async (request, reply) => {
    const arrived = callArrived.safeParse(request.body)
    return speak(
      reply,
      arrived.success
        ? await answerCall(context, arrived.data, () => plainFields(request.body))
        : unreadable(context, request.body),
    )
  })

  app.post('/voice/:clientId/:callId/screen', async (request, reply) => {
    const step = stepOf(request, screened.parse(request.body).callId)
    return speak(reply, await answerScreen(context, step))
  })

  app.post('/voice/:clientId/:callId/accepted', async (request, reply) => {
    const { callId, digits } = screened.parse(request.body)
    return speak(reply, await answerKey(context, stepOf(request, callId), digits))
  })

  app.post('/voice/:clientId/:callId/dial-ended', async (request, reply) => {
    const ended = dialEnded.parse(request.body)
    return speak(reply, await answerDialEnd(context, stepOf(request, ended.callId), ended))
  })

  app.post('/voice/:clientId/:callId/recorded', async (request, reply) => {
    const voicemail = recorded.parse(request.body)
    return speak(reply, await answerRecorded(context, stepOf(request, voicemail.callId), voicemail))
  })
}

/** A step belongs to the call that its address names, or it is somebody else's. */
export function stepOf(request: FastifyRequest, callId: string): { clientId: number; callId: string } {
  const step = stepParams.parse(request.params)
  if (step.callId !== callId) throw new AppError(403, 'foreignCall', 'CallSid: not the call of this address')
  return step
}

export const speak = (reply: FastifyReply, answer: VoiceAnswer) =>
  reply.type('text/xml; charset=utf-8').send(voiceTwiml(answer))

/**
 * Signed, but not to be understood: a real caller may be behind it, so he gets an apology and a voicemail, whose
 * steps find him by his CallSid where there is one.
 */
function unreadable(context: Pick<Context, 'config' | 'log'>, body: unknown): VoiceAnswer {
  const known = anyCall.safeParse(body)
  const callId = known.success ? callIdOf(known.data.CallSid) : newId()
  context.log.error({ event: 'call.unreadable', callId })
  return apology(stepUrlOf(context.config, unknownClientId, callId))
}
