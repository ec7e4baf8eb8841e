import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { rowNumber } from '../calls/routes.ts'
import { sessionOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { pauseRecording, refuseRecording, resumeRecording, type Told } from './pause-recording.ts'

const address = '/answering/:clientId/:callId'
const callParams = z.object({ clientId: rowNumber, callId: z.uuid() })

/**
 * What the buttons of the call bar ask for. 409 `notNow` where nothing is recorded; 502 `away` where the exchange did
 * not confirm it: then she is to let nothing secret be said.
 */
export async function recorderRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const steps = {
    'recording-pause': pauseRecording,
    'recording-resume': resumeRecording,
    'recording-refuse': refuseRecording,
  }
  for (const [name, step] of Object.entries(steps))
    app.post(`${address}/${name}`, async (request, reply) =>
      tell(reply, await step(context, sessionOf(request).scope, keyOf(request))),
    )
}

const keyOf = (request: FastifyRequest) => callParams.parse(request.params)

function tell(reply: FastifyReply, told: Told) {
  if (told === 'done') return reply.send({ done: true })
  return reply.code(told === 'away' ? 502 : 409).send({ code: told })
}
