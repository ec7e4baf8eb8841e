import fastify, { type FastifyInstance } from 'fastify'
import type { Exchange } from './exchange.ts'
import type { Mailbox } from './mailbox.ts'
import { simulatorRoutes } from './simulator-routes.ts'

/** The simulator on its own, without anybody on its page: a test sets it up through `/simulator/api`. */
export async function createSimulatorApp(exchange: Exchange, mailbox: Mailbox): Promise<FastifyInstance> {
  const app = fastify()
  await app.register(simulatorRoutes, { exchange, mailbox, directory: { lines: [], people: [] } })
  return app
}
