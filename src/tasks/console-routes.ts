import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { cutText, stripControls } from '../plain-text.ts'
import { instantOf } from '../rules/instant-of.ts'
import type { TaskKey } from './change-task.ts'
import { findTask } from './find-task.ts'
import { finishTask } from './finish-task.ts'
import { postponeTask } from './postpone-task.ts'
import { putTaskBack } from './put-task-back.ts'
import { takeTask } from './take-task.ts'
import { type TaskProblem, taskPage } from './task-pages.ts'

/** `/console/tasks/:clientId/:taskId`: one thing to do, and what came of it. */
export async function taskRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const at = '/tasks/:clientId/:taskId'
  app.get(at, async (request, reply) => {
    const session = sessionOf(request)
    const found = await findTaskOf(context, request)
    const { problem } = problemSchema.parse(request.query)
    return sendConsolePage(reply, 200, taskPage(viewerOf(context, session), found, problem))
  })
  app.post(`${at}/take`, async (request, reply) => {
    const { from } = takeSchema.parse(request.body)
    const taken = await takeTask(context, sessionOf(request).scope, { ...keyOf(request), from })
    return reply.redirect(backTo(request, taken === 'taken' ? null : taken), 303)
  })
  app.post(`${at}/done`, async (request, reply) => {
    const { note } = noteSchema.parse(request.body)
    await finishTask(context, sessionOf(request).scope, { ...keyOf(request), note })
    return reply.redirect('/console', 303)
  })
  app.post(`${at}/tried`, async (request, reply) => reply.redirect(await tryAgain(context, request), 303))
  app.post(`${at}/reopen`, async (request, reply) => {
    await putTaskBack(context, sessionOf(request).scope, keyOf(request))
    return reply.redirect(backTo(request, null), 303)
  })
}

const keySchema = z.object({
  clientId: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
  taskId: z.uuid(),
})
const problemSchema = z.object({
  problem: z.enum(['takenByAnother', 'noTime', 'pastTime']).nullable().default(null).catch(null),
})
const takeSchema = z.object({ from: z.uuid().nullable().catch(null) })
const noteSchema = z.object({
  note: z
    .string()
    .max(20_000)
    .default('')
    .transform((note) => cutText(stripControls(note).trim(), 2_000) || null),
})
/** As `<input type="datetime-local">` sends it. */
const againSchema = z.object({
  again: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
    .refine((local) => !Number.isNaN(Date.parse(`${local}Z`)))
    .nullable()
    .catch(null),
})

function keyOf({ params }: FastifyRequest): TaskKey {
  const key = keySchema.safeParse(params)
  if (!key.success) throw new AppError(404, 'notFound', 'an address that names no task')
  return key.data
}

async function findTaskOf({ db }: Context, request: FastifyRequest) {
  const found = await findTask(db, sessionOf(request).scope, keyOf(request))
  if (!found) throw new AppError(404, 'notFound', `There is no task ${keyOf(request).taskId}`)
  return found
}

function backTo(request: FastifyRequest, problem: TaskProblem | null): string {
  const { clientId, taskId } = keyOf(request)
  return `/console/tasks/${clientId}/${taskId}${problem ? `?problem=${problem}` : ''}`
}

/** She reads her own clock, which is that of the client's zone. Answers where to go on. */
async function tryAgain(context: Context, request: FastifyRequest): Promise<string> {
  const { timeZone } = await findTaskOf(context, request)
  const { again } = againSchema.parse(request.body)
  const [date, time] = again?.split('T') ?? []
  const at = date && time ? instantOf(date, time, timeZone) : null
  if (!at) return backTo(request, 'noTime')
  if (at <= context.now()) return backTo(request, 'pastTime')
  const { note } = noteSchema.parse(request.body)
  await postponeTask(context, sessionOf(request).scope, { ...keyOf(request), again: at, note })
  return '/console'
}
