import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Html } from '../html.ts'
import { type Language, t } from '../i18n/text.ts'
import { findSession } from '../secretaries/find-session.ts'
import { isAtLeast, type Session } from '../secretaries/session.ts'
import { formToken, isFormToken } from '../secretaries/session-token.ts'
import type { Role } from '../secretaries/tables.ts'
import type { Viewer } from './console-frame.ts'
import { refusalPage } from './frame-pages.ts'
import { pageHeaders } from './page-frame.ts'
import { sessionCookie } from './session-cookie.ts'

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | null
  }
  interface FastifyContextConfig {
    /** Who may come here: nobody in particular (`anyone`), or at least this role. Left out, any secretary. */
    access?: 'anyone' | Role
    /** Open to somebody who has yet to set up her second step. */
    beforeTotp?: true
    /** What a page fetches by itself: it does not count as use, so it keeps no session alive. */
    background?: true
  }
}

type ConsoleContext = Pick<Context, 'config' | 'db' | 'log' | 'now'>

/**
 * Every page under it is private, knows who asks and refuses who may not. A form counts only with the token of its
 * session and from our own pages. What it refuses is said on a page, in her language.
 */
export async function guardConsole(app: FastifyInstance, context: ConsoleContext): Promise<void> {
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: 256 * 1024 })
  app.decorateRequest('session', null)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...pageHeaders, ...ownReferrer })
    const token = request.cookies[sessionCookie(context.config).name]
    if (token) request.session = await findSession(context, token, { counts: !isBackground(request) })
  })
  app.addHook('preHandler', async (request, reply) => {
    const { access = 'secretary', beforeTotp } = request.routeOptions.config
    if (request.is404) return
    if (!isSafe(request.method) && !isFromHere(context, request))
      throw new AppError(403, 'staleForm', 'a form of another site')
    if (access === 'anyone') return
    if (!request.session) return askToSignIn(request, reply)
    if (request.session.owesTotp && !beforeTotp) return reply.redirect('/console/account/totp', 303)
    if (!isAtLeast(request.session.secretary.role, access)) throw new AppError(403, 'notAllowed', access)
    if (!isSafe(request.method) && !isOwnForm(context, request, request.session))
      throw new AppError(403, 'staleForm', 'a form without the token of this session')
  })
  app.setErrorHandler((error: FastifyError | AppError, request, reply) =>
    sayRefusal(context, error, request, reply),
  )
  app.setNotFoundHandler((request, reply) => {
    if (!request.session) return askToSignIn(request, reply)
    return sendConsolePage(reply, 404, refusalPage(viewerOf(context, request.session), 'refusal.notFound'))
  })
}

/** A page that refreshes itself says so, whatever the route. */
const isBackground = ({ routeOptions, headers }: FastifyRequest) =>
  routeOptions.config.background === true || headers['x-background'] === 'yes'

const isSafe = (method: string) => method === 'GET' || method === 'HEAD'

/** With `no-referrer`, a form says `Origin: null`, and browsers without Sec-Fetch-Site could not be told from others. */
const ownReferrer = { 'referrer-policy': 'same-origin' } as const

/** A page comes back to where she was; what a script fetched is told by its status. */
function askToSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.headers['x-requested-with']) return reply.code(401).send()
  const next = request.method === 'GET' ? `?next=${encodeURIComponent(request.url)}` : ''
  return reply.redirect(`/console/sign-in${next}`, 303)
}

const formSchema = z.object({ form: z.string().optional().catch(undefined) }).catch({})

/** Browsers say where a form comes from; also the sign-in page must not be filled in by another site. */
function isFromHere({ config }: ConsoleContext, request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const { origin } = request.headers
  return origin === undefined || origin === new URL(config.publicUrl).origin
}

const isOwnForm = (
  { config }: ConsoleContext,
  { headers, body }: FastifyRequest,
  session: Session,
): boolean => isFormToken(config, session.id, headers['x-form-token'] ?? formSchema.parse(body).form)

/** For handlers behind the guard, where somebody is signed in. */
export function sessionOf({ session }: FastifyRequest): Session {
  if (!session) throw new Error('a page for secretaries was reached by nobody')
  return session
}

export const viewerOf = ({ config, now }: Pick<Context, 'config' | 'now'>, session: Session): Viewer => ({
  secretary: session.secretary,
  language: session.secretary.language,
  formToken: formToken(config, session.id),
  demo: config.demo,
  now: now(),
})

export const sendConsolePage = (reply: FastifyReply, status: number, page: Html): FastifyReply =>
  reply.status(status).type('text/html; charset=utf-8').send(page.toString())

const refusals = { notAllowed: 'refusal.notAllowed', staleForm: 'refusal.staleForm' } as const

function sayRefusal(
  context: ConsoleContext,
  error: FastifyError | AppError,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const status = error instanceof AppError ? error.status : (error.statusCode ?? 500)
  if (status >= 500)
    context.log.error({ event: 'request.failed', route: request.routeOptions.url, err: error })
  const language: Language = request.session?.secretary.language ?? 'fr'
  const key = z.enum(['notAllowed', 'staleForm']).safeParse(error.code).data
  const why = key ? t(language, refusals[key]) : whyRefused(error, status, language)
  const viewer = request.session && viewerOf(context, request.session)
  return sendConsolePage(reply, status, refusalPage(viewer ?? language, { why }))
}

/** An AppError's sentence is for its reader; another error's is not. */
function whyRefused(error: FastifyError | AppError, status: number, language: Language): string {
  if (status === 404) return t(language, 'refusal.notFound')
  return error instanceof AppError ? error.message : t(language, 'refusal.broken')
}
