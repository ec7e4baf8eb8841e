import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { rowNumber } from '../../calls/routes.ts'
import { sessionOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { bringIn } from './bring-in.ts'
import { comeBack } from './come-back.ts'
import { consultExecutive, type Moved } from './consult-executive.ts'
import { handOver } from './hand-over.ts'
import { transferCall } from './transfer-call.ts'

const address = '/answering/:clientId/:callId'
const callParams = z.object({ clientId: rowNumber, callId: z.uuid() })
/** The executive's key, as the client's settings have it; what is none of them is nobody's, and nobody is rung. */
const wish = z.object({ executive: z.string().max(100).catch('') }).catch({ executive: '' })

/**
 * What the buttons of a call ask for. 409 where it cannot be: `code` says `notNow`, `noNumber`, `notAllowed` or
 * `refusedNumber`. 502 (`away`) where the exchange did not do it; then the call is as it was.
 */
export async function transferConsoleRoutes(app: FastifyInstance, context: Context): Promise<void> {
  for (const [name, ring] of Object.entries({ consult: consultExecutive, transfer: transferCall }))
    app.post(`${address}/${name}`, async (request, reply) => {
      const executiveKey = wish.parse(request.body).executive
      return tell(reply, await ring(context, sessionOf(request).scope, { ...keyOf(request), executiveKey }))
    })

  const moves = { 'bring-in': bringIn, 'hand-over': handOver, 'come-back': comeBack }
  for (const [name, move] of Object.entries(moves))
    app.post(`${address}/${name}`, async (request, reply) =>
      tell(reply, await move(context, sessionOf(request).scope, keyOf(request))),
    )
}

const keyOf = (request: FastifyRequest) => callParams.parse(request.params)

function tell(reply: FastifyReply, moved: Moved) {
  if (moved === 'done') return reply.send({ done: true })
  return reply.code(moved === 'away' ? 502 : 409).send({ code: moved })
}
