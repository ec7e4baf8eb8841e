import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { rowNumber, speak } from '../calls/routes.ts'
import type { Context } from '../context.ts'
import { orSpool } from '../spool/or-spool.ts'
import { keyPressed, placedCallStatus } from '../twilio/webhooks.ts'
import { answerAlert, answerAlertKey } from './answer-alert.ts'
import { receiveCallReport } from './receive-call-report.ts'

const callParams = z.object({ clientId: rowNumber, deliveryId: z.uuid() })
const keyQuery = z.object({ turn: z.enum(['first', 'second']).default('first') })
const statusQuery = z.object({ attempt: rowNumber.optional() })

/** The calls that we place ourselves: what is said, which key was pressed, how they ended. */
export async function alertRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.post('/alert/:clientId/:deliveryId', async (request, reply) =>
    speak(reply, await answerAlert(context, callParams.parse(request.params))),
  )

  app.post('/alert/:clientId/:deliveryId/key', async (request, reply) => {
    const { digits } = keyPressed.parse(request.body)
    const { turn } = keyQuery.parse(request.query)
    return speak(reply, await answerAlertKey(context, callParams.parse(request.params), { digits, turn }))
  })

  app.post('/alert-status/:clientId/:deliveryId', async (request, reply) => {
    const { attempt = null } = statusQuery.parse(request.query)
    const report = { ...callParams.parse(request.params), ...placedCallStatus.parse(request.body), attempt }
    const entry = { kind: 'placedCallStatus', at: context.now().toISOString(), ...report } as const
    // Its end must not be known before the key that she pressed: the next one would be told for nothing.
    const isEarly = context.spool.held(report.deliveryId).length > 0
    await orSpool(context, entry, async () => {
      if (!isEarly) await receiveCallReport(context, report)
      return !isEarly
    })
    return reply.code(204).send()
  })
}
