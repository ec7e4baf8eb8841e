import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { FastifyAdapter } from '@bull-board/fastify'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'

/**
 * Its page sets a base address, has styles of its own inside and loads everything else from here; the fonts that it
 * would fetch elsewhere stay out. No other page of the console may do any of that.
 */
const boardPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; form-action 'none'; base-uri 'self'; frame-ancestors 'none'"

/** Its types know the Redis back end only; what it calls is there on both. */
type ShownQueue = ConstructorParameters<typeof BullMQAdapter>[0]

/**
 * The queues as bull-board shows them, to the owner only, and only to look at: the row is the truth, and what is to be
 * tried again is asked for where deliveries are.
 */
export async function jobsRoutes(app: FastifyInstance, { jobs }: Pick<Context, 'jobs'>): Promise<void> {
  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, access: 'owner', background: true }
  })
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', boardPolicy)
  })
  app.addHook('preHandler', async ({ method }) => {
    if (method !== 'GET' && method !== 'HEAD')
      throw new AppError(403, 'notAllowed', 'the queues are only shown')
  })
  const adapter = new FastifyAdapter()
  adapter.setBasePath('/console/jobs')
  createBullBoard({
    queues: jobs.queues().map((queue) => new BullMQAdapter(queue as ShownQueue, { readOnlyMode: true })),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Permanence' } },
  })
  adapter.setErrorHandler((error) =>
    error instanceof AppError && error.status === 403
      ? { status: 403, body: { error: error.code } }
      : { status: 500, body: { error: 'failed' } },
  )
  await app.register(adapter.registerPlugin(), { prefix: '/jobs' })
}
