import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../../console/console-plugin.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { RuleSet } from '../rule.ts'
import { changeDraft, type DraftOutcome, endDraft } from './change-draft.ts'
import { moveRule, orderRules, removeRule } from './edit-rules.ts'
import { loadRules, type RulesView } from './load-rules.ts'
import { rulesAddress } from './rule-address.ts'
import { type Happened, rulesPage } from './rules-pages.ts'
import { trialPage } from './trial-pages.ts'
import { tryCall } from './try-call.ts'

const supervisors = { config: { access: 'supervisor' } } as const
const path = z.object({ clientId: z.coerce.number().int().positive() })
const one = z.string().max(2_000).catch('')

/** The rules of the client in the address, if whoever asks may see it. */
export async function rulesOf(context: Context, request: FastifyRequest): Promise<RulesView> {
  const asked = path.safeParse(request.params)
  if (!asked.success) throw new AppError(404, 'notFound', 'no such client')
  return loadRules(context, sessionOf(request), asked.data.clientId)
}

/** A client's rules in order, what moves them, and a call to try them with. */
export async function rulesRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/clients/:clientId/rules', async (request, reply) => {
    const view = await rulesOf(context, request)
    return show(context, request, reply, view, happenedIn(request.query))
  })
  app.get('/clients/:clientId/rules/try', async (request, reply) => {
    const view = await rulesOf(context, request)
    const asked = trialQuery.safeParse(request.query).data ?? null
    const trial = asked && { ...asked, at: asked.at || null, text: asked.text || null }
    const line = view.lines.find(({ number }) => number === trial?.line)
    const tried = trial && line ? await tryCall(context, view, { ...trial, line: line.number }) : null
    return sendConsolePage(reply, 200, trialPage(viewerOf(context, sessionOf(request)), view, asked, tried))
  })
  app.post('/clients/:clientId/rules/move', supervisors, async (request, reply) => {
    const { key, to } = moveForm.parse(request.body)
    const change = (ruleSet: RuleSet) => moveRule(ruleSet, key, to)
    return edit(context, request, reply, change, `?moved=${encodeURIComponent(key)}&to=${to}`)
  })
  app.post('/clients/:clientId/rules/order', supervisors, async (request, reply) => {
    const { key, keys } = orderForm.parse(request.body)
    const change = (ruleSet: RuleSet) => orderRules(ruleSet, keys.split(' '))
    return edit(context, request, reply, change, `?moved=${encodeURIComponent(key)}&to=down`)
  })
  app.post('/clients/:clientId/rules/remove', supervisors, async (request, reply) => {
    const { key } = keyForm.parse(request.body)
    return edit(context, request, reply, (ruleSet) => removeRule(ruleSet, key), '?done=removed')
  })
  app.post('/clients/:clientId/rules/drop', supervisors, async (request, reply) => {
    const view = await rulesOf(context, request)
    const { actor } = sessionOf(request).scope
    const { stamp } = keyForm.parse(request.body)
    const { clientId } = view.client
    const dropped = await context.db.transaction((tx) =>
      endDraft(tx, { clientId, actor, stamp, at: context.now() }, 'dropped'),
    )
    if (dropped) return reply.redirect(`${rulesAddress(clientId)}?done=dropped`, 303)
    return show(context, request, reply, view, { kind: 'takenOver', draft: view.draft })
  })
}

const trialQuery = z.object({ line: z.string().max(40), from: one, at: one, text: one })
const keyForm = z.object({ stamp: one, key: one })
const moveForm = keyForm.extend({ to: z.enum(['up', 'down']).catch('up') })
const orderForm = keyForm.extend({ keys: z.string().max(20_000).catch('') })

const happenedQuery = z.union([
  z
    .object({ moved: z.string(), to: z.enum(['up', 'down']) })
    .transform(({ moved, to }): Happened => ({ kind: 'moved', key: moved, direction: to })),
  z
    .object({ done: z.enum(['saved', 'removed', 'dropped', 'published', 'nothingToPublish']) })
    .transform(({ done }): Happened => ({ kind: done })),
])
const happenedIn = (query: unknown): Happened | null => happenedQuery.safeParse(query).data ?? null

async function edit(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  change: (ruleSet: RuleSet) => RuleSet,
  query: string,
): Promise<FastifyReply> {
  const view = await rulesOf(context, request)
  const { clientId } = view.client
  const outcome = await changeRules(context, request, clientId, change)
  if (outcome.kind !== 'takenOver') return reply.redirect(rulesAddress(clientId) + query, 303)
  return show(context, request, reply, await rulesOf(context, request), outcome)
}

/** For every form of the editor: it carries the stamp of what it was made from. */
export function changeRules(
  context: Context,
  request: FastifyRequest,
  clientId: number,
  change: (ruleSet: RuleSet) => RuleSet,
): Promise<DraftOutcome> {
  const { stamp } = keyForm.parse(request.body)
  return changeDraft(context, { clientId, stamp, actor: sessionOf(request).scope.actor, change })
}

function show(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  view: RulesView,
  happened: Happened | null,
): FastifyReply {
  const viewer = viewerOf(context, sessionOf(request))
  return sendConsolePage(reply, happened?.kind === 'takenOver' ? 409 : 200, rulesPage(viewer, view, happened))
}
