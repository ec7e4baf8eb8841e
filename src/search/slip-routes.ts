import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordAct } from '../acts/record-act.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import { type FoundSlip, findSlip } from './find-slip.ts'
import { printPage } from './print-pages.ts'
import { slipPage } from './slip-pages.ts'

/** A slip with its story, and the slip on paper. Who reads it is written down, because it says who spoke to whom. */
export async function slipRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/slips/:clientId/:messageId', async (request, reply) => {
    const { session, slip } = await openSlip(context, request)
    await recordSeen(context, session.scope, slip, 'message.read')
    return sendConsolePage(reply, 200, slipPage(viewerOf(context, session), slip))
  })

  app.get('/slips/:clientId/:messageId/print', async (request, reply) => {
    const { session, slip } = await openSlip(context, request)
    await recordSeen(context, session.scope, slip, 'message.printed')
    return sendConsolePage(reply, 200, printPage(viewerOf(context, session), slip))
  })
}

const paramsSchema = z.object({
  clientId: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
  messageId: z.uuid(),
})

async function openSlip(context: Context, request: FastifyRequest) {
  const session = sessionOf(request)
  const key = paramsSchema.safeParse(request.params).data
  const slip = key ? await findSlip(context.db, session.scope, key) : null
  if (!slip) throw new AppError(404, 'notFound', 'a slip that is not there or not hers')
  return { session, slip }
}

function recordSeen(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { actor }: Scope,
  { message: { clientId, id } }: FoundSlip,
  verb: 'message.read' | 'message.printed',
) {
  const subject = { kind: 'message', id }
  return db.transaction((tx) =>
    recordAct(tx, {
      clientId,
      actor,
      verb,
      subject,
      before: null,
      after: null,
      authority: 'console',
      at: now(),
    }),
  )
}
