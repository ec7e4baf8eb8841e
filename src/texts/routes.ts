import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { AnswerPath } from '../calls/receive-call.ts'
import { rowNumber } from '../calls/routes.ts'
import type { Context } from '../context.ts'
import { recordStatus } from '../deliveries/record-status.ts'
import { inTime } from '../in-time.ts'
import { orSpool } from '../spool/or-spool.ts'
import { plainFields } from '../twilio/guard-plugin.ts'
import { recordUnrouted } from '../twilio/record-unrouted.ts'
import { replyTwiml } from '../twilio/twiml.ts'
import { type TextReceived, textReceived, textStatus } from '../twilio/webhooks.ts'
import { receiveText, type TextReply } from './receive-text.ts'

const statusParams = z.object({ clientId: rowNumber, deliveryId: z.uuid() })
const statusQuery = z.object({ attempt: rowNumber.optional() })

/** The text side: texts that arrive, and the fate of those we sent. */
export async function textRoutes(app: FastifyInstance, context: Context & AnswerPath): Promise<void> {
  app.post('/sms', async (request, reply) => {
    const received = textReceived.parse(request.body)
    if (!context.directory.findLine(received.to) && context.directory.isComplete()) {
      context.log.warn({ event: 'text.unrouted' })
      await inTime(context.patienceMs, () =>
        recordUnrouted(context, 'text', plainFields(request.body), received.textId),
      ).catch((err) => context.log.error({ event: 'text.unroutedLost', err }))
      return answer(reply, null)
    }
    return answer(reply, await receiveOrSpool(context, received))
  })

  app.post('/sms-status/:clientId/:deliveryId', async (request, reply) => {
    const { messageSid, status, errorCode } = textStatus.parse(request.body)
    const { attempt } = statusQuery.parse(request.query)
    const report = {
      ...statusParams.parse(request.params),
      messageSid,
      status,
      errorCode,
      attempt: attempt ?? null,
    }
    const entry = { kind: 'textStatus', at: context.now().toISOString(), ...report } as const
    await orSpool(context, entry, async () => {
      await recordStatus(context, report)
      return true
    })
    return reply.code(204).send()
  })
}

async function receiveOrSpool(context: Context & AnswerPath, received: TextReceived): Promise<TextReply> {
  let reply: TextReply = null
  await orSpool(context, { kind: 'text', at: context.now().toISOString(), received }, async () => {
    const found = context.directory.findLine(received.to)
    if (!found) return false
    reply = await receiveText(context, received, found)
    return true
  })
  return reply
}

const answer = (reply: FastifyReply, text: TextReply) =>
  reply.type('text/xml; charset=utf-8').send(replyTwiml(text?.body ?? null))
