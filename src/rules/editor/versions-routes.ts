import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { t } from '../../i18n/text.ts'
import { findVersion, findVersions } from './find-versions.ts'
import type { RulesView } from './load-rules.ts'
import { publishRules } from './publish-rules.ts'
import { rulesAddress } from './rule-address.ts'
import { rulesOf } from './rules-routes.ts'
import { diffPage, versionPage, versionsPage } from './versions-pages.ts'

const number = z.coerce.number().int().positive().max(1_000_000)

/** All versions of a client's rules, what differs between two, and the way back to one. */
export async function versionsRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const viewer = (request: FastifyRequest) => viewerOf(context, sessionOf(request))
  app.get('/clients/:clientId/rules/versions', async (request, reply) => {
    const view = await rulesOf(context, request)
    const versions = await findVersions(context.db, view.client.clientId)
    return sendConsolePage(reply, 200, versionsPage(viewer(request), view, versions))
  })
  app.get('/clients/:clientId/rules/versions/diff', async (request, reply) => {
    const view = await rulesOf(context, request)
    const asked = z.object({ a: number, b: number }).safeParse(request.query).data
    const both = [await versionOf(context, view, asked?.a), await versionOf(context, view, asked?.b)] as const
    return sendConsolePage(reply, 200, diffPage(viewer(request), view, both))
  })
  app.get('/clients/:clientId/rules/versions/:version', async (request, reply) => {
    const view = await rulesOf(context, request)
    const version = await versionOf(context, view, askedVersion(request))
    return sendConsolePage(reply, 200, versionPage(viewer(request), view, version, null))
  })
  app.post(
    '/clients/:clientId/rules/versions/:version/return',
    { config: { access: 'supervisor' } },
    async (request, reply) => {
      const view = await rulesOf(context, request)
      const { clientId } = view.client
      const earlier = await versionOf(context, view, askedVersion(request))
      const { scope, secretary } = sessionOf(request)
      const note = t(secretary.language, 'editor.returnNote', { version: earlier.version })
      const { ruleSet } = earlier
      const { seen } = seenSchema.parse(request.body)
      const { kind } = await publishRules(context, {
        clientId,
        actor: scope.actor,
        ruleSet,
        seen,
        note,
        stamp: null,
      })
      if (kind === 'changed') return reply.redirect(`${rulesAddress(clientId)}?done=published`, 303)
      if (kind === 'unchanged') return reply.redirect(`${rulesAddress(clientId)}?done=nothingToPublish`, 303)
      const refused = kind === 'refused' ? 'refused' : 'stale'
      const page = versionPage(viewer(request), await rulesOf(context, request), earlier, refused)
      return sendConsolePage(reply, refused === 'stale' ? 409 : 422, page)
    },
  )
}

const seenSchema = z.object({ seen: z.coerce.number().int().catch(0) })

const askedVersion = ({ params }: FastifyRequest): number | undefined =>
  z.object({ version: number }).safeParse(params).data?.version

async function versionOf({ db }: Context, { client }: RulesView, version: number | undefined) {
  const found = version && (await findVersion(db, client.clientId, version))
  if (!found) throw new AppError(404, 'notFound', `no version ${version}`)
  return found
}
