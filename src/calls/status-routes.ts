import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { orSpool } from '../spool/or-spool.ts'
import { callStatus, recordingStatus } from '../twilio/webhooks.ts'
import { recordCallStatus, recordRecordingStatus } from './record-call-progress.ts'
import { stepOf } from './routes.ts'

/** What the exchange tells of calls and recordings besides their steps. Nobody hears an answer: 204. */
export async function callStatusRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.post('/voice-status', async (request, reply) => {
    const status = callStatus.parse(request.body)
    const at = context.now()
    const clientId = context.directory.findLine(status.to)?.line.clientId
    // A number that is nobody's: its call was answered with a sentence and has no row.
    if (clientId === undefined && context.directory.isComplete()) return reply.code(204).send()
    const entry = { kind: 'callStatus', at: at.toISOString(), status } as const
    // Its end must not be known before its steps: the call would be concluded without them.
    const isEarly = clientId === undefined || context.spool.held(status.callId).length > 0
    await orSpool(context, entry, async () =>
      isEarly ? false : recordCallStatus(context, { clientId, at }, status),
    )
    return reply.code(204).send()
  })

  app.post('/recording/:clientId/:callId', async (request, reply) => {
    const recording = recordingStatus.parse(request.body)
    const { clientId } = stepOf(request, recording.callId)
    const at = context.now()
    const entry = { kind: 'recording', at: at.toISOString(), clientId, recording } as const
    await orSpool(context, entry, () => recordRecordingStatus(context, { clientId, at }, recording))
    return reply.code(204).send()
  })
}
