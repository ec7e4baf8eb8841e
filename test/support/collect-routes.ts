import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, RouteOptions } from 'fastify'

/** `access` is who may come there, of routes under the console's guard. */
export type Route = { method: string; url: string; access: string }

/**
 * Runs `build` and answers, with the app, every route that was registered meanwhile, whichever plugin did it.
 * A route that a test forgets is found this way and in no other.
 */
export async function collectRoutes(
  build: () => Promise<FastifyInstance>,
): Promise<{ app: FastifyInstance; routes: Route[] }> {
  const registered: { method: string; url: string; options: RouteOptions }[] = []
  const heard = (message: unknown) => {
    // What the channel carries is Fastify's promise, not TypeScript's.
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', (options) => {
      const { method, url } = options
      for (const one of [method].flat()) registered.push({ method: one, url, options })
    })
  }
  subscribe('fastify.initialization', heard)
  try {
    const app = await build()
    await app.ready()
    // Read at the end: hooks of an inner scope, which run later, may say who may come.
    const access = ({ config }: RouteOptions) => config?.access ?? 'secretary'
    return { app, routes: registered.map(({ options, ...route }) => ({ ...route, access: access(options) })) }
  } finally {
    unsubscribe('fastify.initialization', heard)
  }
}
