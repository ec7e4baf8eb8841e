import type { FastifyInstance } from 'fastify'
import { stepOf } from '../calls/routes.ts'
import type { Context } from '../context.ts'
import { orSpool } from '../spool/or-spool.ts'
import { recordingStatus } from '../twilio/webhooks.ts'
import { recordConversation } from './record-conversation.ts'

/** What the exchange tells of recorded conversations. */
export async function callRecordingRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.post('/call-recording/:clientId/:callId', async (request, reply) => {
    const recording = recordingStatus.parse(request.body)
    const { clientId } = stepOf(request, recording.callId)
    const at = context.now()
    const entry = { kind: 'conversation', at: at.toISOString(), clientId, recording } as const
    await orSpool(context, entry, () => recordConversation(context, { clientId, at }, recording))
    return reply.code(204).send()
  })
}
