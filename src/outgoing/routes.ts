import type { FastifyInstance } from 'fastify'
import { speak, stepParams } from '../calls/routes.ts'
import type { Context } from '../context.ts'
import { orSpool } from '../spool/or-spool.ts'
import { calledStatus } from '../twilio/live-webhooks.ts'
import { apologiseFor } from './break-off.ts'
import { recordCalled } from './record-called.ts'

/** The telephone side of whoever is rung for a client. */
export async function outgoingRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.post('/called/:clientId/:callId', async (request, reply) => {
    const status = calledStatus.parse(request.body)
    const called = stepParams.parse(request.params)
    const at = context.now()
    const entry = { kind: 'called', at: at.toISOString(), ...called, status } as const
    await orSpool(context, entry, () => recordCalled(context, { ...called, at }, status))
    return reply.code(204).send()
  })

  app.post('/voice/:clientId/:callId/broke-off', (request, reply) =>
    speak(reply, apologiseFor(context, stepParams.parse(request.params).clientId)),
  )
}
