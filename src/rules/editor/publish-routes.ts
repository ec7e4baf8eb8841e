import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { confirmAgain, hasNoneToGive } from '../../secretaries/confirm-again.ts'
import { findSecretary } from '../../secretaries/find-secretary.ts'
import { comparePastCalls } from './compare-past-calls.ts'
import { lastThirtyDays, periodOf } from './compare-routes.ts'
import { newTargets } from './new-targets.ts'
import { type PublishForm, publishPage } from './publish-pages.ts'
import { publishRules } from './publish-rules.ts'
import { rulesAddress } from './rule-address.ts'
import { rulesOf } from './rules-routes.ts'

const supervisors = { config: { access: 'supervisor' } } as const

/** The draft put in force, once she has seen what it changes and has said why. */
export async function publishRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/clients/:clientId/rules/publish', supervisors, (request, reply) =>
    show(context, request, reply, { note: '', refused: null }),
  )
  app.post('/clients/:clientId/rules/publish', supervisors, async (request, reply) => {
    const { stamp, seen, note, current } = publishSchema.parse(request.body)
    const view = await rulesOf(context, request)
    const { clientId } = view.client
    if (!view.draft || view.stamp !== stamp) return show(context, request, reply, { note, refused: 'stale' })
    if (note === '') return show(context, request, reply, { note, refused: 'noNote' })
    const { scope, secretary } = sessionOf(request)
    const { actor } = scope
    const { ruleSet } = view.draft
    const ringsAnew = newTargets(view.inForce.ruleSet, ruleSet).length > 0
    if (ringsAnew && !(await confirmAgain(context, secretary.id, current)))
      return show(context, request, reply, { note, refused: 'password' })
    const { kind } = await publishRules(context, { clientId, actor, ruleSet, seen, note, stamp })
    switch (kind) {
      case 'changed':
        return reply.redirect(`${rulesAddress(clientId)}?done=published`, 303)
      case 'unchanged':
        return reply.redirect(`${rulesAddress(clientId)}?done=nothingToPublish`, 303)
      case 'refused':
        return show(context, request, reply, { note, refused: 'refused' })
      case 'stale':
      case 'unknownClient':
        return show(context, request, reply, { note, refused: 'stale' })
      default:
        return kind satisfies never
    }
  })
}

export const noteSchema = z.string().trim().max(500).catch('')
const publishSchema = z.object({
  stamp: z.string().max(100).catch(''),
  seen: z.coerce.number().int().catch(0),
  note: noteSchema,
  current: z.string().max(1000).catch(''),
})

/** Without a draft, as after a second press, there is nothing to show. */
async function show(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  form: Omit<PublishForm, 'asksPassword'>,
): Promise<FastifyReply> {
  const view = await rulesOf(context, request)
  if (!view.draft) return reply.redirect(rulesAddress(view.client.clientId), 303)
  const period = periodOf(lastThirtyDays(context.now(), view), view)
  const compared = await comparePastCalls(context.db, view, view.draft.ruleSet, period)
  const session = sessionOf(request)
  const her = await findSecretary(context.db, session.secretary.id)
  const asksPassword = her !== null && !hasNoneToGive(context, her)
  const status = form.refused === null ? 200 : form.refused === 'stale' ? 409 : 422
  return sendConsolePage(
    reply,
    status,
    publishPage(viewerOf(context, session), view, compared, { ...form, asksPassword }),
  )
}
