import { asc } from 'drizzle-orm'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type CallToLog, logCall } from '../../calls/log-call.ts'
import { clients } from '../../clients/tables.ts'
import { readMoment, writeMoment } from '../../clients/until.ts'
import type { Context } from '../../context.ts'
import { type Language, t } from '../../i18n/text.ts'
import { newId } from '../../ids.ts'
import { parsePhoneNumber } from '../../phone-number.ts'
import { singleLine } from '../../plain-text.ts'
import { inScope, type Scope } from '../../scope.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../console-plugin.ts'
import type { Problems } from './field-pages.ts'
import { type LogShown, logPage } from './log-pages.ts'

/** A call taken elsewhere, or one that she made: written down by hand, it goes on like any other. */
export async function logRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/log', async (request, reply) => {
    const at = writeMoment(context.now(), defaultZone)
    const fields = { direction: 'inbound', at, minutes: '3', answered: 'yes' }
    return show(context, request, reply, { status: 200, formId: newId(), fields, problems: {} })
  })
  app.post('/log', async (request, reply) => {
    const session = sessionOf(request)
    const fields = logSchema.parse(request.body)
    const { call, problems } = readLog(context, session.scope, fields, session.secretary.language)
    if (!call) return show(context, request, reply, { status: 422, formId: fields.formId, fields, problems })
    const { callId } = await logCall(context, session.scope, call)
    return reply.redirect(`/console/calls/${call.clientId}/${callId}`, 303)
  })
}

const defaultZone = 'Europe/Paris'
const text = z.string().max(1000).catch('')
const logSchema = z.object({
  formId: z.uuid().catch(() => newId()),
  client: text,
  direction: z.enum(['inbound', 'outbound']).catch('inbound'),
  number: text,
  name: text,
  at: text,
  minutes: text,
  answered: text,
})

type LogForm = z.output<typeof logSchema>
type ReadLog = { readonly call: CallToLog | null; readonly problems: Problems }

function readLog(
  { directory, now }: Context,
  { clientIds }: Scope,
  form: LogForm,
  language: Language,
): ReadLog {
  const client = clientIds.includes(Number(form.client)) ? directory.client(Number(form.client)) : null
  const number = form.number.trim() === '' ? null : parsePhoneNumber(form.number)
  const at = readMoment(form.at, client?.hours.timeZone ?? defaultZone)
  const minutes = /^\d{1,3}$/.test(form.minutes.trim()) ? Number(form.minutes) : Number.NaN
  const wrong = {
    client: !client,
    number: form.number.trim() !== '' && !number,
    at: !at || at > now(),
    minutes: !(minutes <= 600),
  }
  const problems = Object.fromEntries(
    (['client', 'number', 'at', 'minutes'] as const)
      .filter((name) => wrong[name])
      .map((name) => [name, t(language, `desk.problem.${name}`)]),
  )
  if (!client || !at || Object.keys(problems).length > 0) return { call: null, problems }
  const name = singleLine(form.name, 200) || null
  const answered = form.answered === 'yes'
  const talkSeconds = answered ? minutes * 60 : 0
  const { formId, direction } = form
  return {
    call: { clientId: client.clientId, formId, direction, number, name, at, answered, talkSeconds },
    problems,
  }
}

async function show(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { status, ...shown }: Omit<LogShown, 'clients'> & { readonly status: number },
) {
  const session = sessionOf(request)
  const hers = await context.db
    .select({ clientId: clients.clientId, name: clients.name })
    .from(clients)
    .where(inScope(session.scope, clients.clientId))
    .orderBy(asc(clients.name))
  return sendConsolePage(reply, status, logPage(viewerOf(context, session), { ...shown, clients: hers }))
}
