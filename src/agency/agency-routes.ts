import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sendConsolePage, sessionOf, viewerOf } from '../console/console-plugin.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { agencyPage, shownSwitches } from './agency-pages.ts'
import { findSwitches, turnSwitch } from './switches.ts'

type AgencyContext = Pick<Context, 'config' | 'db' | 'log' | 'now'>

/** What the owner allows and forbids for the whole agency. */
export async function agencyRoutes(app: FastifyInstance, context: AgencyContext): Promise<void> {
  const owner = { config: { access: 'owner' } } as const

  app.get('/agency', owner, async (request, reply) => {
    const switches = await findSwitches(context.db)
    return sendConsolePage(reply, 200, agencyPage(viewerOf(context, sessionOf(request)), switches))
  })

  app.post('/agency/switches/:name', owner, async (request, reply) => {
    const asked = askedSchema.safeParse({ ...paramsOf(request.params), ...bodyOf(request.body) })
    if (!asked.success) throw new AppError(404, 'notFound', 'no such switch')
    await turnSwitch(context, sessionOf(request).secretary, { ...asked.data, on: asked.data.on === 'yes' })
    return reply.redirect(`/console/agency#${asked.data.name}`, 303)
  })
}

const askedSchema = z.object({ name: z.enum(shownSwitches), on: z.enum(['yes', 'no']) })
const paramsOf = (params: unknown) => z.object({ name: z.string() }).parse(params)
const bodyOf = (body: unknown) => z.object({ on: z.string().optional() }).parse(body ?? {})
