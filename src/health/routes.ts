import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { createReadiness } from './readiness.ts'

const longestDelayMs = 1000

/** `/livez`: this process still turns. `/readyz`: what it stands on is there. Neither says anything of clients. */
export async function healthRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 100 })
  delay.enable()
  app.addHook('onClose', async () => {
    delay.disable()
  })
  const readiness = createReadiness(context)

  app.get('/livez', async (_request, reply) => {
    const alive = delay.percentile(50) / 1e6 < longestDelayMs
    return reply.code(alive ? 200 : 503).send({ alive })
  })
  app.get('/readyz', async (_request, reply) => {
    const result = await readiness()
    return reply.code(result.ready ? 200 : 503).send(result)
  })
}
