import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findSwitches } from '../../agency/switches.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { changePreferences } from '../change-preferences.ts'
import { changePassword } from '../choose-password.ts'
import { endSession, endSessions } from '../end-sessions.ts'
import { doneNotice } from '../entry/sign-in-pages.ts'
import { findSecretary } from '../find-secretary.ts'
import { countRecoveryCodes, lastEvents, openSessions } from '../queries.ts'
import { recordAccountEvent } from '../record-account-event.ts'
import { accountPage, type Trouble } from './account-pages.ts'

type AccountContext = Pick<Context, 'config' | 'db' | 'now'>
type OneSession = { Params: { sessionId: string } }

const field = z.string().max(1000).catch('')
const querySchema = z.object({ done: field.optional() })
const preferencesSchema = z.object({
  language: z.enum(['fr', 'en']),
  singleKeys: z.literal('yes').optional().catch(undefined),
})
const passwordSchema = z.object({ current: field, password: field })
const doneTexts = {
  preferences: 'account.done.preferences',
  password: 'account.done.password',
  totp: 'account.done.totp',
  session: 'account.done.session',
} as const

/** What everybody may do about her own account. */
export async function accountRoutes(app: FastifyInstance, context: AccountContext): Promise<void> {
  const { db, now } = context

  app.get('/account', async (request, reply) => {
    const { done } = querySchema.parse(request.query)
    const notice = doneNotice(sessionOf(request).secretary.language, doneTexts, done)
    return sendAccount(context, request, reply, { notice })
  })

  app.post('/account/preferences', async (request, reply) => {
    const parsed = preferencesSchema.safeParse(request.body)
    if (!parsed.success) throw new AppError(400, 'badForm', 'a language, fr or en')
    const { language, singleKeys } = parsed.data
    const { secretary } = sessionOf(request)
    await changePreferences(context, secretary.id, { language, singleKeys: singleKeys === 'yes' })
    return reply.redirect('/console/account?done=preferences', 303)
  })

  app.post('/account/password', async (request, reply) => {
    const { id: sessionId, secretary } = sessionOf(request)
    const chosen = passwordSchema.parse(request.body ?? {})
    const outcome = await changePassword(context, secretary.id, { sessionId, ...chosen })
    if (outcome === 'changed') return reply.redirect('/console/account?done=password', 303)
    return sendAccount(context, request, reply, { trouble: { of: 'password', fault: outcome } })
  })

  app.post<OneSession>('/account/sessions/:sessionId/end', async (request, reply) => {
    const { secretary } = sessionOf(request)
    const id = z.uuid().safeParse(request.params.sessionId).data
    const ended = id ? await endSession(db, secretary.id, id, now()) : 0
    if (ended === 0) throw new AppError(404, 'notFound', 'an open session of hers')
    await note(secretary.id, 'sessionEnded')
    return reply.redirect('/console/account?done=session', 303)
  })

  app.post('/account/sessions/end-others', async (request, reply) => {
    const { id, secretary } = sessionOf(request)
    await endSessions(db, secretary.id, id, now())
    await note(secretary.id, 'sessionsEnded')
    return reply.redirect('/console/account?done=session', 303)
  })

  const note = (id: string, verb: 'sessionEnded' | 'sessionsEnded') =>
    recordAccountEvent(db, { actorId: id, secretaryId: id, verb, at: now() })
}

type Said = { readonly notice?: ReturnType<typeof doneNotice>; readonly trouble?: Trouble | null }

export async function sendAccount(
  context: AccountContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { notice = null, trouble = null }: Said,
): Promise<FastifyReply> {
  const session = sessionOf(request)
  const { id } = session.secretary
  const open = await openSessions(context.db, id, context.now())
  const account = {
    totpSince: (await findSecretary(context.db, id))?.totpSince ?? null,
    recoveryCodes: await countRecoveryCodes(context.db, id),
    sessions: open.map((one) => ({ ...one, isThisOne: one.id === session.id })),
    events: await lastEvents(context.db, id),
    hasFigures: (await findSwitches(context.db)).singleFigures !== undefined,
  }
  const page = accountPage(viewerOf(context, session), { account, notice, trouble })
  return sendConsolePage(reply, trouble ? 422 : 200, page)
}
