import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'

export type Route = { method: string; url: string }

/**
 * Runs `build` and answers, with the app, every route that was registered meanwhile, whichever plugin did it.
 * A route that a test forgets is found this way and in no other.
 */
export async function collectRoutes(
  build: () => Promise<FastifyInstance>,
): Promise<{ app: FastifyInstance; routes: Route[] }> {
  const routes: Route[] = []
  const heard = (message: unknown) => {
    // What the channel carries is Fastify's promise, not TypeScript's.
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) routes.push({ method: one, url })
    })
  }
  subscribe('fastify.initialization', heard)
  try {
    const app = await build()
    await app.ready()
    return { app, routes }
  } finally {
    unsubscribe('fastify.initialization', heard)
  }
}
