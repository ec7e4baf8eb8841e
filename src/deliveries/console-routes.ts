import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { instantOf } from '../rules/instant-of.ts'
import { agencyTimeZone } from '../secretaries/agency-time-zone.ts'
import { changeFate } from './change-fate.ts'
import { choices } from './choices.ts'
import {
  type DeliveryCursor,
  type DeliveryFilter,
  deliveriesOnPage,
  findDeliveries,
  findDelivery,
  findRecipients,
  findScopeClients,
} from './find-deliveries.ts'
import { findDeliveryActs } from './find-delivery-acts.ts'
import { type AskedDeliveries, deliveriesPage } from './list-pages.ts'
import { deliveryStates } from './states.ts'
import { type Said, storyPage } from './story-pages.ts'

const supervisors = { config: { access: 'supervisor' } } as const

/** The queue behind the slips: deliveries, their fate, and what a supervisor may do about it. */
export async function deliveryRoutes(app: FastifyInstance, context: Context): Promise<void> {
  app.get('/deliveries', supervisors, async (request, reply) => {
    const { scope } = sessionOf(request)
    const asked = askedSchema.parse(request.query)
    const filter = filterOf(context.directory, asked)
    const after = cursorSchema.safeParse(request.query).data ?? null
    const found = await findDeliveries(context.db, scope, filter, after)
    const rows = found.slice(0, deliveriesOnPage)
    const clients = await findScopeClients(context.db, scope)
    const { clientId } = filter
    const mayAsk = clientId !== null && scope.clientIds.includes(clientId)
    const recipients = mayAsk ? await findRecipients(context.db, clientId) : []
    const next = found.length > rows.length ? nextAddress(asked, rows.at(-1)?.delivery) : null
    const list = { asked, rows, next, clients, recipients }
    return sendConsolePage(reply, 200, deliveriesPage(viewerOf(context, sessionOf(request)), list))
  })
  app.get('/deliveries/:clientId/:deliveryId', supervisors, async (request, reply) => {
    const said = z.object({ said: z.literal('done') }).safeParse(request.query).data?.said ?? null
    return show(context, request, reply, said)
  })
  app.post('/deliveries/:clientId/:deliveryId', supervisors, async (request, reply) => {
    const key = keyOf(request)
    const { scope } = sessionOf(request)
    if (!(await findDelivery(context.db, scope, key))) throw new AppError(404, 'notFound', 'no such delivery')
    const { choice, state, attempts, reason } = pressedSchema.parse(request.body)
    if (choice === 'giveUp' && reason === '') return show(context, request, reply, 'noReason')
    const { actor } = scope
    const pressed = {
      key,
      seen: { state, attempts },
      choice,
      reason: choice === 'giveUp' ? reason : null,
      actor,
    }
    const outcome = await changeFate(context, pressed)
    if (outcome === 'changedMeanwhile') return show(context, request, reply, outcome)
    return reply.redirect(`/console/deliveries/${key.clientId}/${key.id}?said=done`, 303)
  })
}

const keySchema = z.object({ clientId: z.coerce.number().int().positive(), deliveryId: z.uuid() })

function keyOf({ params }: FastifyRequest): { clientId: number; id: string } {
  const asked = keySchema.safeParse(params).data
  if (!asked) throw new AppError(404, 'notFound', 'no such delivery')
  return { clientId: asked.clientId, id: asked.deliveryId }
}

const pressedSchema = z.object({
  choice: z.enum(choices),
  state: z.string().max(20),
  attempts: z.coerce.number().int(),
  reason: z.string().trim().max(500).catch(''),
})

const word = z.string().trim().max(60).catch('')
const askedSchema = z.object({
  ...{ client: word, executive: word, kind: word, channel: word },
  ...{ state: word, from: word, to: word },
})
const cursorSchema = z
  .object({ at: z.iso.datetime(), id: z.uuid() })
  .transform(({ at, id }): DeliveryCursor => ({ at: new Date(at), id }))

/** What needs a person. */
const stuck = ['failed', 'uncertain', 'quarantined'] as const

function filterOf(
  directory: Context['directory'],
  { client, executive, kind, channel, state, from, to }: AskedDeliveries,
): DeliveryFilter {
  const clientId = z.coerce.number().int().positive().max(2_147_483_647).safeParse(client).data ?? null
  const timeZone = (clientId && directory.client(clientId)?.hours.timeZone) || agencyTimeZone
  const named = deliveryStates.filter((one) => one === state)
  return {
    clientId,
    executiveId: clientId === null ? null : (z.uuid().safeParse(executive).data ?? null),
    kind: z.enum(['message', 'digest', 'echo', 'notice', 'appointment']).safeParse(kind).data ?? null,
    channel: z.enum(['sms', 'email', 'call']).safeParse(channel).data ?? null,
    states: state === 'stuck' ? stuck : named,
    from: dayStart(from, 0, timeZone),
    until: dayStart(to, 1, timeZone),
  }
}

/** Days of the client's clock; of several clients', whose clocks may differ, of the agency's. */
function dayStart(date: string, days: number, timeZone: string): Date | null {
  const day = z.iso.date().safeParse(date).data
  if (!day) return null
  const shifted = new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
  return instantOf(shifted, '00:00', timeZone)
}

function nextAddress(
  asked: AskedDeliveries,
  last: { createdAt: Date; id: string } | undefined,
): string | null {
  if (!last) return null
  const query = new URLSearchParams({ ...asked, at: last.createdAt.toISOString(), id: last.id })
  return `/console/deliveries?${query}`
}

async function show(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  said: Said | null,
): Promise<FastifyReply> {
  const listed = await findDelivery(context.db, sessionOf(request).scope, keyOf(request))
  if (!listed) throw new AppError(404, 'notFound', 'no such delivery')
  const acts = await findDeliveryActs(context.db, keyOf(request))
  const status = said === 'changedMeanwhile' ? 409 : said === 'noReason' ? 422 : 200
  return sendConsolePage(reply, status, storyPage(viewerOf(context, sessionOf(request)), listed, acts, said))
}
