import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage } from '../../console/console-plugin.ts'
import { keepSession, readDeviceToken } from '../../console/session-cookie.ts'
import type { Context } from '../../context.ts'
import { t } from '../../i18n/text.ts'
import { endSession } from '../end-sessions.ts'
import { giveCode } from '../give-code.ts'
import type { Visit } from '../open-session.ts'
import { signIn } from '../sign-in.ts'
import { findDemoPeople } from './demo-people.ts'
import { ownPath } from './own-path.ts'
import { preferredLanguage } from './preferred-language.ts'
import { codePage, doneNotice, type Notice, signInPage } from './sign-in-pages.ts'

type EntryContext = Pick<Context, 'config' | 'db' | 'now'>

const field = z.string().max(1000).catch('')
export const nextSchema = z.object({ next: field.transform(ownPath), done: field.optional() })
const signInSchema = nextSchema.extend({ email: field, password: field })
const codeSchema = nextSchema.extend({ ticket: field, code: field })
const doneTexts = { password: 'entry.changed' } as const

/** The door of the console: what she knows, then what she has. */
export async function signInRoutes(app: FastifyInstance, context: EntryContext): Promise<void> {
  const open = { config: { access: 'anyone' } } as const

  app.get('/sign-in', open, async (request, reply) => {
    const { next, done } = nextSchema.parse(request.query)
    if (request.session) return reply.redirect(next, 303)
    const notice = doneNotice(languageOf(request), doneTexts, done)
    return sendForm(context, request, reply, { status: 200, next, notice })
  })

  app.post('/sign-in', open, async (request, reply) => {
    const { next, email, password } = signInSchema.parse(request.body ?? {})
    const outcome = await signIn(context, { email, password }, visitOf(request, context))
    const language = languageOf(request)
    switch (outcome.kind) {
      case 'signedIn':
        return letIn(context, request, reply, outcome, next)
      case 'codeNeeded':
        return sendConsolePage(reply, 200, codePage({ language, ticket: outcome.ticket, next, notice: null }))
      case 'refused':
        return sendForm(context, request, reply, { ...refused(t(language, 'entry.refused')), next, email })
      case 'wait':
        return sendForm(context, request, reply, { ...waiting(request, reply, outcome), next, email })
    }
  })

  app.post('/sign-in/code', open, async (request, reply) => {
    const { next, ticket, code } = codeSchema.parse(request.body ?? {})
    const outcome = await giveCode(context, { ticket, code }, visitOf(request, context))
    const language = languageOf(request)
    if (outcome.kind === 'signedIn') return letIn(context, request, reply, outcome, next)
    if (outcome.kind === 'ticketOver')
      return sendForm(context, request, reply, { ...refused(t(language, 'entry.ticketOver')), next })
    const isWait = outcome.kind === 'wait'
    const said = isWait ? waiting(request, reply, outcome) : refused(t(language, 'entry.codeRefused'))
    return sendConsolePage(reply, said.status, codePage({ language, ticket, next, notice: said.notice }))
  })
}

const refused = (text: string) => ({ status: 422, notice: { kind: 'wrong', text } as const })

function waiting(request: FastifyRequest, reply: FastifyReply, { seconds }: { readonly seconds: number }) {
  reply.header('retry-after', seconds)
  return { ...refused(t(languageOf(request), 'entry.wait', { seconds })), status: 429 }
}

type Form = { status: number; next: string; notice: Notice | null; email?: string }

async function sendForm(context: EntryContext, request: FastifyRequest, reply: FastifyReply, form: Form) {
  const { status, next, notice, email = '' } = form
  const demo = mayEnterDemo(request, context) ? await findDemoPeople(context.db) : []
  return sendConsolePage(
    reply,
    status,
    signInPage({ language: languageOf(request), next, notice, email, demo }),
  )
}

type Opened = { readonly token: string; readonly deviceToken: string }

/** With a new session, whatever this browser had before: what somebody planted there opens nothing. */
export async function letIn(
  { config, db, now }: EntryContext,
  { session }: FastifyRequest,
  reply: FastifyReply,
  opened: Opened,
  next: string,
): Promise<FastifyReply> {
  if (session) await endSession(db, session.secretary.id, session.id, now())
  keepSession(config, reply, opened)
  return reply.redirect(next, 303)
}

const languageOf = ({ session, headers }: FastifyRequest) =>
  session?.secretary.language ?? preferredLanguage(headers['accept-language'])

export const visitOf = (request: FastifyRequest, { config }: Pick<Context, 'config'>): Visit => ({
  address: request.ip,
  device: request.headers['user-agent'] ?? null,
  deviceToken: readDeviceToken(config, request.cookies),
})

/** Whoever can reach a demo could be anybody in it: only this machine, unless its owner said otherwise. */
export const mayEnterDemo = ({ ip }: FastifyRequest, { config }: Pick<Context, 'config'>): boolean =>
  config.demo && (config.demoPublic || ip === '::1' || /^(::ffff:)?127\./.test(ip))
