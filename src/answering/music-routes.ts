import type { FastifyInstance } from 'fastify'
import { makeMusic, musicPath } from './music.ts'

/** Asked for by the exchange for everybody who waits: made once. */
export async function musicRoutes(app: FastifyInstance): Promise<void> {
  let music: Buffer | null = null
  app.get(musicPath, async (_request, reply) => {
    music ??= makeMusic()
    return reply.type('audio/wav').header('cache-control', 'public, max-age=86400').send(music)
  })
}
