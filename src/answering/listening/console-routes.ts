import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { rowNumber } from '../../calls/routes.ts'
import { sessionOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { leaveListening, refuseListening } from './leave-listening.ts'
import { listenIn } from './listen-in.ts'
import { modes } from './listening.ts'

const address = '/answering/:clientId/:callId'
const callParams = z.object({ clientId: rowNumber, callId: z.uuid() })

/**
 * How a supervisor takes part in a call of somebody else's. 409 where it cannot be: `code` says why, as in `Listening`;
 * 502 where the exchange did not do it. `connects`: her softphone is to call now.
 */
export async function listeningConsoleRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const supervisor = { config: { access: 'supervisor' } } as const

  for (const mode of modes)
    app.post(`${address}/${mode}`, supervisor, async (request, reply) => {
      const how = await listenIn(context, sessionOf(request).scope, { ...keyOf(request), mode })
      if (typeof how === 'string') return reply.code(how === 'away' ? 502 : 409).send({ code: how })
      return reply.send({ done: true, connects: how.connects })
    })

  app.post(`${address}/leave`, supervisor, async (request, reply) =>
    reply.send({ done: await leaveListening(context, sessionOf(request).scope, keyOf(request)) }),
  )

  app.post(`${address}/refuse-listening`, async (request, reply) =>
    reply.send({ done: await refuseListening(context, sessionOf(request).scope, keyOf(request)) }),
  )
}

const keyOf = (request: FastifyRequest) => callParams.parse(request.params)
