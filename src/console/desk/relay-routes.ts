import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { giveCall } from '../../calls/give-call.ts'
import type { HeldBy } from '../../calls/pass-call.ts'
import { relieveCall } from '../../calls/relieve-call.ts'
import type { Context } from '../../context.ts'
import { t } from '../../i18n/text.ts'
import { timeOfDay } from '../../i18n/time-in-words.ts'
import { findColleagues } from '../../secretaries/find-colleagues.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../console-plugin.ts'
import { readKey } from './desk-form.ts'
import { addressOf } from './desk-parts.ts'
import { readDesk } from './read-desk.ts'
import { relayPage } from './relay-pages.ts'

/** A call goes from one secretary to another: handed on, or taken over from her who left it lying. */
export async function relayRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const address = '/calls/:clientId/:callId'
  app.get(`${address}/relay`, (request, reply) => show(context, request, reply, null))
  app.post(`${address}/give`, (request, reply) => give(context, request, reply))
  app.post(`${address}/relieve`, (request, reply) => relieve(context, request, reply))
}

const someone = z.union([z.literal('').transform(() => null), z.uuid()])
const formSchema = z.object({
  from: someone.catch(null),
  to: z.uuid().nullable().catch(null),
})

async function give(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { clientId, sourceId: callId } = readKey(request.params)
  const { from, to } = formSchema.parse(request.body)
  if (!to) return show(context, request, reply, null)
  const giving = { clientId, callId, secretaryId: to, from }
  const given = await giveCall(context, sessionOf(request).scope, giving)
  if (typeof given === 'object') return show(context, request, reply, given)
  return reply.redirect('/console', 303)
}

async function relieve(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const key = readKey(request.params)
  const { from } = formSchema.parse(request.body)
  const relieving = { clientId: key.clientId, callId: key.sourceId, from }
  const relieved = await relieveCall(context, sessionOf(request).scope, relieving)
  if (relieved !== 'relieved') return show(context, request, reply, relieved)
  return reply.redirect(addressOf({ kind: 'call', clientId: key.clientId, id: key.sourceId }), 303)
}

async function show(context: Context, request: FastifyRequest, reply: FastifyReply, held: HeldBy | null) {
  const session = sessionOf(request)
  const key = readKey(request.params)
  const desk = await readDesk(context, session, key)
  const colleagues = await findColleagues(context.db, session.secretary, key.clientId, context.now())
  const { language } = session.secretary
  const problem =
    held &&
    t(language, 'desk.heldMeanwhile', {
      name: held.heldBy ?? '',
      time: timeOfDay(held.since, desk.client.timeZone, language),
    })
  const page = relayPage(viewerOf(context, session), { desk, colleagues, problem })
  return sendConsolePage(reply, held ? 409 : 200, page)
}
