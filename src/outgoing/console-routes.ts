import { and, eq } from 'drizzle-orm'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { rowNumber } from '../calls/routes.ts'
import { findCallOrThrow } from '../calls/take-call.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import { refusalPage } from '../console/frame-pages.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { t } from '../i18n/text.ts'
import { isPlaced } from './called-leg.ts'
import { contactConsentRoutes } from './consents/console-routes.ts'
import { purposes } from './outgoing.ts'
import { placeCall, type Wish } from './place-call.ts'
import { refusalText } from './refusal-text.ts'
import { outgoingCalls } from './tables.ts'

const known = (value: string | undefined) => (value ? value : null)
const wishSchema = z.object({
  to: z.string().max(200),
  slipId: z.uuid().or(z.literal('')).optional().transform(known),
  callbackId: z.uuid().or(z.literal('')).optional().transform(known),
  purpose: z.enum(purposes).optional(),
})
const clientParams = z.object({ clientId: rowNumber })
const callParams = clientParams.extend({ callId: z.uuid() })

/** She rings somebody for a client. Her softphone hears of it by the station's stream and joins by itself. */
export async function outgoingConsoleRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.post('/outgoing/:clientId', async (request, reply) => {
    const session = sessionOf(request)
    const wish = wishOf(request)
    const placed = await placeCall(context, session.scope, wish)
    if (placed.kind === 'placed')
      return reply.redirect(`/console/calls/${wish.clientId}/${placed.callId}`, 303)
    const timeZone = context.directory.client(wish.clientId)?.hours.timeZone ?? 'Europe/Paris'
    const viewer = viewerOf(context, session)
    const why = refusalText(placed.refusal, viewer.language, { now: viewer.now, timeZone })
    return sendConsolePage(reply, 409, refusalPage(viewer, { why }))
  })

  app.get('/outgoing/:clientId/:callId/outcome', { config: { background: true } }, async (request, reply) => {
    const { scope, secretary } = sessionOf(request)
    const key = callParams.safeParse(request.params).data
    if (!key) throw new AppError(404, 'notFound', 'no such call')
    await findCallOrThrow(context.db, scope, key)
    const [placed] = await context.db
      .select({ outcome: outgoingCalls.outcome })
      .from(outgoingCalls)
      .where(and(isPlaced(key), eq(outgoingCalls.placedById, secretary.id)))
    const words = placed?.outcome ? t(secretary.language, `outgoing.outcome.${placed.outcome}`) : ''
    return reply.send({ words })
  })

  await contactConsentRoutes(app, context)
}

function wishOf(request: FastifyRequest): Wish {
  const client = clientParams.safeParse(request.params).data
  const form = wishSchema.safeParse(request.body).data
  if (!client || !sessionOf(request).scope.clientIds.includes(client.clientId))
    throw new AppError(404, 'notFound', 'no such client')
  if (!form) throw new AppError(400, 'badForm', 'expected to, and perhaps purpose, slipId, callbackId')
  const purpose = form.purpose ?? (form.callbackId ? 'callback' : 'service')
  return { ...client, ...form, purpose }
}
