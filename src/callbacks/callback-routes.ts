import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { findScopeClients } from '../deliveries/find-deliveries.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { cutText, stripControls } from '../plain-text.ts'
import { type CallbackProblem, callbackPage, callbackProblems } from './callback-pages.ts'
import { readTimes } from './check-promise.ts'
import { closeCallback, reopenCallback } from './close-callback.ts'
import { findCallback, findCallbacks } from './find-callbacks.ts'
import { callbacksPage } from './list-pages.ts'
import type { CallbackKey } from './lock-callback.ts'
import { moveCallback } from './move-callback.ts'
import { noteAttempt } from './note-attempt.ts'
import { promiseRoutes } from './promise-routes.ts'
import { attemptOutcomes, closeReasons } from './states.ts'
import { findColleaguesFor, takeCallback } from './take-callback.ts'

/** `/console/callbacks`: whom to ring back, and everything that can be done with one. */
export async function callbackRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await promiseRoutes(app, context)
  const at = '/callbacks/:clientId/:callbackId'
  app.get('/callbacks', async (request, reply) => {
    const session = sessionOf(request)
    const filter = filterSchema.parse(request.query)
    const [rows, clients] = await Promise.all([
      findCallbacks(context.db, session.scope, filter, context.now()),
      findScopeClients(context.db, session.scope),
    ])
    return sendConsolePage(reply, 200, callbacksPage(viewerOf(context, session), { rows, filter, clients }))
  })
  app.get(at, async (request, reply) => {
    const { problem } = problemSchema.parse(request.query)
    const session = sessionOf(request)
    const found = await findOr404(context, request)
    const colleagues = await findColleaguesFor(context.db, found.callback.clientId)
    const shown = { found, colleagues, once: newId(), problem }
    return sendConsolePage(reply, 200, callbackPage(viewerOf(context, session), shown))
  })
  app.post(`${at}/take`, async (request, reply) => {
    const { from, to } = takeSchema.parse(request.body)
    const taken = await takeCallback(context, sessionOf(request).scope, { ...keyOf(request), from, to })
    return backTo(request, reply, taken === 'taken' ? null : taken)
  })
  app.post(`${at}/tried`, async (request, reply) => {
    const tried = triedSchema.parse(request.body)
    await noteAttempt(context, sessionOf(request).scope, { ...keyOf(request), ...tried })
    return backTo(request, reply, null)
  })
  app.post(`${at}/move`, async (request, reply) => {
    const { client } = await findOr404(context, request)
    const times = readTimes(timesSchema.parse(request.body), client.hours.timeZone, context.now())
    if ('problem' in times) return backTo(request, reply, times.problem)
    await moveCallback(context, sessionOf(request).scope, { ...keyOf(request), ...times })
    return backTo(request, reply, null)
  })
  app.post(`${at}/close`, async (request, reply) => {
    const closing = closeSchema.parse(request.body)
    await closeCallback(context, sessionOf(request).scope, { ...keyOf(request), ...closing })
    return reply.redirect('/console/callbacks', 303)
  })
  app.post(`${at}/reopen`, async (request, reply) => {
    const reopened = await reopenCallback(context, sessionOf(request).scope, keyOf(request))
    return backTo(request, reply, reopened === 'otherOpen' ? reopened : null)
  })
}

const idSchema = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1)
const keySchema = z.object({ clientId: idSchema, callbackId: z.uuid() })
const filterSchema = z
  .object({ who: z.string().catch('all'), client: idSchema.nullable().catch(null) })
  .transform(({ who, client }) => ({ mine: who === 'mine', clientId: client }))
const problemSchema = z.object({ problem: z.enum(callbackProblems).nullable().catch(null) })
const personSchema = z.uuid().nullable().catch(null)
const takeSchema = z.object({ from: personSchema, to: personSchema })
const note = z
  .string()
  .max(20_000)
  .default('')
  .transform((text) => cutText(stripControls(text).trim(), 2_000) || null)
const refusal = (message: string) => () => {
  throw new AppError(422, 'choose', message)
}
const triedSchema = z.object({
  outcome: z.enum(attemptOutcomes).catch(refusal(`expected one of ${attemptOutcomes.join(', ')} as outcome`)),
  once: z.uuid().catch(() => newId()),
  note,
})
const closeSchema = z.object({
  reason: z.enum(closeReasons).catch(refusal(`expected one of ${closeReasons.join(', ')} as reason`)),
  note,
})
const typed = z.string().max(20).catch('')
const timesSchema = z.object({ from: typed, until: typed })

function keyOf({ params }: FastifyRequest): CallbackKey {
  const key = keySchema.safeParse(params)
  if (!key.success) throw new AppError(404, 'notFound', 'an address that names no callback')
  return key.data
}

async function findOr404({ db }: Context, request: FastifyRequest) {
  const key = keyOf(request)
  const found = await findCallback(db, sessionOf(request).scope, key)
  if (!found) throw new AppError(404, 'notFound', `There is no callback ${key.callbackId}`)
  return found
}

function backTo(request: FastifyRequest, reply: FastifyReply, problem: CallbackProblem | null) {
  const { clientId, callbackId } = keyOf(request)
  return reply.redirect(
    `/console/callbacks/${clientId}/${callbackId}${problem ? `?problem=${problem}` : ''}`,
    303,
  )
}
