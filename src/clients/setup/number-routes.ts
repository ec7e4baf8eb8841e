import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sessionOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { t } from '../../i18n/text.ts'
import { setCodeWord } from '../../mandates/set-code-word.ts'
import { confirmNumber } from '../reach/confirm-number.ts'
import { renewLinks } from '../reach/renew-links.ts'
import { clientParams, itemParams, paramsOf } from './part-routes.ts'
import { findSetupClient } from './queries.ts'
import { tabPath } from './setup-frame.ts'

const wordSchema = z.object({ word: z.string().max(100).catch('') })
const numberParams = clientParams.extend({ numberId: z.uuid() })

/** A second person's word on a number that somebody else has set, new links for an executive, and her code word. */
export async function numberRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.post(
    '/clients/:clientId/numbers/:numberId/confirm',
    { config: { access: 'supervisor' } },
    async (request, reply) => {
      const number = paramsOf(numberParams, request)
      const session = sessionOf(request)
      const outcome = await confirmNumber(context, session, number)
      if (outcome === 'unknown') throw new AppError(404, 'notFound', 'a number that waits')
      if (outcome === 'confirmed') return reply.redirect(tabPath(number.clientId, 'executives'), 303)
      throw new AppError(409, outcome, t(session.secretary.language, `reach.notConfirmed.${outcome}`))
    },
  )
  app.post(
    '/clients/:clientId/executives/:key/links',
    { config: { access: 'supervisor' } },
    async (request, reply) => {
      const { clientId, key } = paramsOf(itemParams, request)
      const { scope, secretary } = sessionOf(request)
      await findSetupClient(context.db, scope, clientId)
      const outcome = await renewLinks(context, { clientId, key, actor: scope.actor })
      if (outcome === 'unknown') throw new AppError(404, 'notFound', `no executive ${key}`)
      const page = `${tabPath(clientId, 'executives')}/${key}`
      if (outcome === 'sent') return reply.redirect(`${page}?saved=links`, 303)
      throw new AppError(409, outcome, t(secretary.language, `reach.links.${outcome}`))
    },
  )
  app.post(
    '/clients/:clientId/executives/:key/code-word',
    { config: { access: 'supervisor' } },
    async (request, reply) => {
      const { clientId, key } = paramsOf(itemParams, request)
      const { scope, secretary } = sessionOf(request)
      await findSetupClient(context.db, scope, clientId)
      const { word } = wordSchema.parse(request.body ?? {})
      const outcome = await setCodeWord(context, { clientId, key, word, actor: scope.actor })
      if (outcome === 'unknown') throw new AppError(404, 'notFound', `no executive ${key}`)
      if (outcome === 'tooShort') throw new AppError(422, outcome, t(secretary.language, 'codeWord.tooShort'))
      return reply.redirect(`${tabPath(clientId, 'executives')}/${key}?saved=codeWord`, 303)
    },
  )
}
