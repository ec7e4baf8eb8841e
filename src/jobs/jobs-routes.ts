import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'

/**
 * Its page sets a base address, has styles of its own inside and loads everything else from here; the fonts that it
 * would fetch elsewhere stay out. No other page of the console may do any of that.
 */
const boardPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; form-action 'none'; base-uri 'self'; frame-ancestors 'none'"

const path = '/console/jobs'
const owners = { config: { access: 'owner', background: true } } as const

/**
 * The queues as bull-board shows them, to the owner only, and only to look at: the row is the truth, and what is to be
 * tried again is asked for where deliveries are. It is loaded when somebody looks: a start would wait 260 ms for it.
 */
export async function jobsRoutes(app: FastifyInstance, { jobs }: Pick<Context, 'jobs'>): Promise<void> {
  let opened: Promise<FastifyInstance> | null = null
  const open = () => {
    opened ??= import('./job-board-plugin.ts').then(({ openJobBoard }) => openJobBoard(jobs, path))
    return opened
  }
  app.addHook('onClose', async () => {
    await (await opened)?.close()
  })
  const show = async ({ url }: FastifyRequest, reply: FastifyReply) => {
    const board = await open()
    const { statusCode, headers, rawPayload } = await board.inject({ method: 'GET', url })
    const type = String(headers['content-type'] ?? 'application/octet-stream')
    return reply
      .code(statusCode)
      .headers({ 'content-security-policy': boardPolicy, 'content-type': type })
      .send(rawPayload)
  }
  app.get('/jobs', owners, show)
  app.get('/jobs/*', owners, show)
  app.route({
    ...owners,
    method: ['POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/jobs/*',
    async handler() {
      throw new AppError(403, 'notAllowed', 'the queues are only shown')
    },
  })
}
