import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { clientParams, paramsOf } from '../../clients/setup/part-routes.ts'
import { findSetupClient } from '../../clients/setup/queries.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { type TextKey, t } from '../../i18n/text.ts'
import { isAtLeast } from '../../secretaries/session.ts'
import { findCollections } from './caldav/find-collections.ts'
import { openDraft, sealDraft } from './calendar-draft.ts'
import { calendarsPage, calendarsPath } from './calendars-pages.ts'
import { acceptEmpty, disconnectCalendar, readSoon, renewSecret } from './change-connection.ts'
import { chooseCalendarPage } from './choose-calendar-pages.ts'
import { connectCalendar } from './connect-calendar.ts'
import { CalendarFailure } from './failures.ts'
import { findCalendars, findExecutives } from './find-calendars.ts'
import { guardOf } from './secrets.ts'
import { syncCalendar } from './sync-calendar.ts'

const calendarParams = clientParams.extend({ calendarId: z.uuid() })
const done = ['connected', 'read', 'emptied', 'renewed', 'disconnected'] as const
const supervised = { config: { access: 'supervisor' as const } }
/** She waits for it. */
const limits = { maxBytes: 2 * 1024 * 1024, timeoutMs: 15_000 }

/** Executives' own calendars: seen by those who work for the client, connected by supervisors. */
export async function calendarRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const path = '/clients/:clientId/calendars'
  app.get(path, (request, reply) => show(context, request, reply, {}))
  app.post(path, supervised, (request, reply) => find(context, request, reply))
  app.post(`${path}/choose`, supervised, (request, reply) => choose(context, request, reply))
  app.post(`${path}/:calendarId`, supervised, (request, reply) => change(context, request, reply))
}

type Showing = { readonly alert?: TextKey; readonly typed?: Record<string, string> }

async function show(context: Context, request: FastifyRequest, reply: FastifyReply, showing: Showing) {
  const session = sessionOf(request)
  const { clientId } = paramsOf(clientParams, request)
  const { row } = await findSetupClient(context.db, session.scope, clientId)
  const { language, role } = session.secretary
  const said = z.object({ done: z.enum(done) }).safeParse(request.query).data?.done
  const page = calendarsPage(viewerOf(context, session), {
    ...{ client: row, timeZone: row.hours.timeZone, typed: showing.typed ?? {} },
    calendars: await findCalendars(context.db, session.scope, clientId),
    executives: await findExecutives(context.db, clientId),
    mayChange: isAtLeast(role, 'supervisor'),
    notice: said && !showing.alert ? t(language, `calendars.done.${said}`) : null,
    alert: showing.alert ? t(language, showing.alert) : null,
  })
  return sendConsolePage(reply, showing.alert ? 422 : 200, page)
}

const back = (reply: FastifyReply, clientId: number, what: (typeof done)[number]) =>
  reply.redirect(`${calendarsPath(clientId)}?done=${what}`, 303)

const address = z
  .string()
  .trim()
  .max(2_000)
  .transform((url) => url.replace(/^webcals?:/i, 'https:'))
  .pipe(z.url({ protocol: /^https?$/ }))
const formSchema = z.object({
  executive: z.uuid(),
  kind: z.enum(['caldav', 'ics']),
  url: address,
  username: z.string().max(300).default(''),
  password: z.string().max(1_000).default(''),
})
const typedSchema = z
  .object({ executive: z.string(), kind: z.string(), url: z.string(), username: z.string() })
  .partial()
  .catch({})

async function find(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { clientId } = paramsOf(clientParams, request)
  const session = sessionOf(request)
  const { row } = await findSetupClient(context.db, session.scope, clientId)
  const { data } = formSchema.safeParse(request.body)
  const again = (alert: TextKey) =>
    show(context, request, reply, { alert, typed: definedOnly(typedSchema.parse(request.body)) })
  const { actor } = session.scope
  if (!data) return again('calendars.wrong.form')
  const { executive: executiveId, kind, url, username, password } = data
  if (kind === 'ics') {
    const name = new URL(url).host
    await connectCalendar(context, { clientId, executiveId, kind, name, address: url }, { actor })
    return back(reply, clientId, 'connected')
  }
  const collections = await findCollections(
    url,
    { username, password },
    guardOf(context.config, limits),
  ).catch(failureOf)
  if (!Array.isArray(collections)) return again(`calendars.failure.${collections}`)
  if (collections.length === 0) return again('calendars.noneFound')
  const until = new Date(context.now().getTime() + 15 * 60_000)
  const draft = { executiveId, username, password, collections, until }
  const sealed = sealDraft(context.config, { clientId, secretaryId: actor.id }, draft)
  const page = chooseCalendarPage(viewerOf(context, session), { client: row, collections, draft: sealed })
  return sendConsolePage(reply, 200, page)
}

const definedOnly = (typed: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(typed).flatMap(([name, value]) => (value ? [[name, value]] : [])))

function failureOf(error: unknown) {
  if (error instanceof CalendarFailure) return error.kind
  throw error
}

const chosenSchema = z.object({
  draft: z.string().max(100_000),
  collection: z.string().max(2_000),
  writes: z.literal('yes').optional(),
})

async function choose(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { clientId } = paramsOf(clientParams, request)
  const { scope } = sessionOf(request)
  await findSetupClient(context.db, scope, clientId)
  const { data } = chosenSchema.safeParse(request.body)
  const whose = { clientId, secretaryId: scope.actor.id }
  const draft = data && openDraft(context.config, whose, data.draft, context.now())
  const collection = draft?.collections.find(({ url }) => url === data?.collection)
  if (!draft || !collection) return show(context, request, reply, { alert: 'calendars.wrong.expired' })
  const { executiveId, username, password } = draft
  const reached = { ...collection, username, password, writes: data?.writes === 'yes' }
  await connectCalendar(context, { clientId, executiveId, kind: 'caldav', ...reached }, scope)
  return back(reply, clientId, 'connected')
}

const changeSchema = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['read', 'empty', 'disconnect']) }),
  z.object({ do: z.literal('renew'), secret: z.string().min(1).max(2_000) }),
])

async function change(context: Context, request: FastifyRequest, reply: FastifyReply) {
  const { clientId, calendarId } = paramsOf(calendarParams, request)
  const { scope } = sessionOf(request)
  await findSetupClient(context.db, scope, clientId)
  const key = { clientId, calendarId }
  const known = (await findCalendars(context.db, scope, clientId)).find(
    ({ calendar }) => calendar.id === calendarId,
  )
  if (!known) throw new AppError(404, 'notFound', 'no such calendar')
  const { data } = changeSchema.safeParse(request.body)
  switch (data?.do) {
    case 'read':
      await readSoon(context, key, scope)
      return back(reply, clientId, 'read')
    case 'disconnect':
      await disconnectCalendar(context, key, scope)
      return back(reply, clientId, 'disconnected')
    case 'empty': {
      await acceptEmpty(context, key, scope)
      const outcome = await syncCalendar(context, key, { obeysEmpty: true })
      if (outcome !== 'read') return show(context, request, reply, { alert: 'calendars.wrong.busy' })
      return back(reply, clientId, 'emptied')
    }
    case 'renew': {
      const secret = known.calendar.kind === 'ics' ? address.safeParse(data.secret).data : data.secret
      if (!secret) return show(context, request, reply, { alert: 'calendars.wrong.form' })
      await renewSecret(context, key, { ...scope, secret })
      return back(reply, clientId, 'renewed')
    }
    case undefined:
      return show(context, request, reply, { alert: 'calendars.wrong.form' })
    default:
      return data satisfies never
  }
}
