import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sessionOf } from '../../../console/console-plugin.ts'
import type { Context } from '../../../context.ts'
import { AppError } from '../../../errors.ts'
import { acknowledgeInstructions } from '../../instructions/acknowledge-instructions.ts'
import { clientParams, paramsOf } from '../part-routes.ts'
import { clientPath } from '../setup-frame.ts'

const readSchema = z.object({ instruction: z.uuid(), version: z.coerce.number().int().positive() })

/** A secretary says on the client's page, as on a call's, that she has read an instruction. */
export async function readingRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.post('/clients/:clientId/instructions/:key/read', async (request, reply) => {
    const { clientId } = paramsOf(clientParams, request)
    const sent = readSchema.safeParse(request.body)
    if (!sent.success) throw new AppError(404, 'notFound', 'no such instruction')
    const { instruction: instructionId, version } = sent.data
    const read = [{ instructionId, version }]
    await acknowledgeInstructions(context, sessionOf(request).scope, { clientId, read })
    return reply.redirect(clientPath(clientId), 303)
  })
}
