import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type CallToLog, logCall } from '../../calls/log-call.ts'
import { readMoment, writeMoment } from '../../clients/until.ts'
import type { Context } from '../../context.ts'
import { type Language, t } from '../../i18n/text.ts'
import { newId } from '../../ids.ts'
import { parsePhoneNumber } from '../../phone-number.ts'
import { singleLine } from '../../plain-text.ts'
import { timeZoneSchema } from '../../rules/hours.ts'
import type { Scope } from '../../scope.ts'
import { agencyTimeZone } from '../../secretaries/agency-time-zone.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../console-plugin.ts'
import type { Problems } from './field-pages.ts'
import { findLogChoices } from './log-choices.ts'
import { type LogShown, logPage } from './log-pages.ts'

/** A call taken elsewhere, or one that she made: written down by hand, it goes on like any other. */
export async function logRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get<{ Querystring: { client?: string } }>('/log', async (request, reply) => {
    const choices = await findLogChoices(context, sessionOf(request))
    const chosen = choices.find(({ value }) => value.split(' ')[0] === request.query.client)
    // As long as no client is chosen: the clock that all have, or the agency's.
    const [first] = choices
    const isOne = choices.every(({ timeZone }) => timeZone === first?.timeZone)
    const zone = chosen?.timeZone ?? (isOne && first ? first.timeZone : agencyTimeZone)
    const at = writeMoment(context.now(), zone)
    const when = { at, prefilled: at, zone }
    const fields = {
      client: chosen?.value ?? '',
      direction: 'inbound',
      minutes: '3',
      answered: 'yes',
      ...when,
    }
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
  prefilled: text,
  zone: text,
})

type LogForm = z.output<typeof logSchema>
type ReadLog = { readonly call: CallToLog | null; readonly problems: Problems }

function readLog(
  { directory, now }: Context,
  { clientIds }: Scope,
  form: LogForm,
  language: Language,
): ReadLog {
  const [id, chosenLine] = form.client.split(' ')
  const client = clientIds.includes(Number(id)) ? directory.client(Number(id)) : null
  const line = parsePhoneNumber(chosenLine ?? '')
  const number = form.number.trim() === '' ? null : parsePhoneNumber(form.number)
  const at = readMoment(form.at, zoneOf(form, client?.hours.timeZone ?? agencyTimeZone))
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
    call: { clientId: client.clientId, line, formId, direction, number, name, at, answered, talkSeconds },
    problems,
  }
}

/** The client's clock, unless the time stands as the page filled it in, before a client was chosen. */
const zoneOf = ({ at, prefilled, zone }: LogForm, timeZone: string): string =>
  at === prefilled && zone !== '' && isTimeZone(zone) ? zone : timeZone

const isTimeZone = (name: string): boolean => timeZoneSchema.safeParse(name).success

async function show(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  { status, ...shown }: Omit<LogShown, 'choices'> & { readonly status: number },
) {
  const session = sessionOf(request)
  const choices = await findLogChoices(context, session)
  return sendConsolePage(reply, status, logPage(viewerOf(context, session), { ...shown, choices }))
}
