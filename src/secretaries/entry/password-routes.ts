import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sendConsolePage } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { askPasswordLink } from '../ask-password-link.ts'
import { choosePassword, findPasswordLink } from '../choose-password.ts'
import { choosePage, forgotPage, linkOverPage } from './password-pages.ts'
import { preferredLanguage } from './preferred-language.ts'

type EntryContext = Pick<Context, 'config' | 'db' | 'log' | 'mailer' | 'now'>
type Link = { Params: { token: string } }

const field = z.string().max(1000).catch('')
const forgotSchema = z.object({ email: field })
const chosenSchema = z.object({ password: field })
const open = { config: { access: 'anyone' } } as const

/** A password that is forgotten, or that somebody invited has not chosen yet. Looking at a link does not spend it. */
export async function passwordRoutes(app: FastifyInstance, context: EntryContext): Promise<void> {
  app.get('/forgot-password', open, async (request, reply) =>
    sendConsolePage(reply, 200, forgotPage(preferredLanguage(request.headers['accept-language']), false)),
  )

  app.post('/forgot-password', open, async (request, reply) => {
    const { email } = forgotSchema.parse(request.body ?? {})
    await askPasswordLink(context, { email, address: request.ip })
    return sendConsolePage(
      reply,
      200,
      forgotPage(preferredLanguage(request.headers['accept-language']), true),
    )
  })

  app.get<Link>('/password/:token', open, async (request, reply) => {
    const found = await findPasswordLink(context, request.params.token)
    if (!found)
      return sendConsolePage(reply, 404, linkOverPage(preferredLanguage(request.headers['accept-language'])))
    return sendConsolePage(reply, 200, choosePage({ ...found, fault: null }))
  })

  app.post<Link>('/password/:token', open, async (request, reply) => {
    const found = await findPasswordLink(context, request.params.token)
    const { password } = chosenSchema.parse(request.body ?? {})
    const outcome = await choosePassword(context, request.params.token, password)
    if (!found || outcome === 'linkOver')
      return sendConsolePage(reply, 404, linkOverPage(preferredLanguage(request.headers['accept-language'])))
    if (outcome === 'changed') return reply.redirect('/console/sign-in?done=password', 303)
    return sendConsolePage(reply, 422, choosePage({ ...found, fault: outcome }))
  })
}
