import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const ours = fileURLToPath(new URL('./assets', import.meta.url))
const htmx = fileURLToPath(new URL('.', import.meta.resolve('htmx.org/dist/htmx.min.js')))
const pico = fileURLToPath(new URL('.', import.meta.resolve('@picocss/pico/css/pico.min.css')))
const sortable = fileURLToPath(new URL('.', import.meta.resolve('sortablejs/modular/sortable.esm.js')))

/** Style sheets and scripts, all from our own host. */
export async function assetsRoutes(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, { root: ours, prefix: '/assets/', maxAge: '1h' })
  app.get('/assets/pico.min.css', (_request, reply) => reply.sendFile('pico.min.css', pico))
  app.get('/assets/htmx.min.js', (_request, reply) => reply.sendFile('htmx.min.js', htmx))
  app.get('/assets/sortable.esm.js', (_request, reply) => reply.sendFile('sortable.esm.js', sortable))
}
