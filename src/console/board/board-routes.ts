import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { type LiveStations, startLiveStations } from '../../floor/live-stations.ts'
import { lookAtText } from '../../texts/look-at-text.ts'
import { sendConsolePage, sessionOf, viewerOf } from '../console-plugin.ts'
import { pageHeaders } from '../page-frame.ts'
import { boardPage } from './board-pages.ts'
import { prepareBoards } from './find-board.ts'
import { type LiveBoards, startLiveBoards } from './live-boards.ts'
import { viewOf } from './view.ts'

/** The board, the stream that keeps it live, and what is done on it. */
export async function boardRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const boardsAt = prepareBoards(context.database.boards)
  const boards = startLiveBoards(context, boardsAt)
  const stations = startLiveStations(context)
  app.addHook('preClose', async () => {
    boards.close()
    stations.close()
  })
  app.get('/', async (request, reply) => {
    const session = sessionOf(request)
    const board = await boardsAt(context.now())(viewOf(session.scope))
    return sendConsolePage(
      reply,
      200,
      boardPage(viewerOf(context, session), board, context.presence.secours()),
    )
  })
  app.get('/events', { exposeHeadRoute: false, config: { background: true } }, (request, reply) =>
    openStream({ boards, stations }, request, reply),
  )
  app.post('/texts/:clientId/:textId/seen', async (request, reply) => {
    const key = keySchema.safeParse(request.params)
    if (!key.success) throw new AppError(404, 'notFound', 'an address that names no text')
    await lookAtText(context, sessionOf(request).scope, key.data)
    return reply.redirect('/console', 303)
  })
}

const keySchema = z.object({
  clientId: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
  textId: z.uuid(),
})

const streamHeaders = {
  ...pageHeaders,
  'content-type': 'text/event-stream; charset=utf-8',
  // A proxy that gathers what it is sent would hold calls back.
  'x-accel-buffering': 'no',
}

type Feeds = { readonly boards: LiveBoards; readonly stations: LiveStations }

/** Not through a plugin for event streams: those write each event out for each stream anew. */
function openStream({ boards, stations }: Feeds, request: FastifyRequest, reply: FastifyReply): void {
  const session = sessionOf(request)
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, streamHeaders)
  raw.flushHeaders()
  // Of each feed the last counts: what a slow page could not take is replaced by what comes next.
  const waiting = new Map<keyof Feeds, Buffer>()
  const sender = (feed: keyof Feeds) => (event: Buffer) => {
    if (raw.writableNeedDrain) waiting.set(feed, event)
    else raw.write(event)
  }
  raw.on('drain', () => {
    for (const event of waiting.values()) raw.write(event)
    waiting.clear()
  })
  const stopBoards = boards.open({ session, send: sender('boards'), end: () => raw.end() })
  const stopStations = stations.open({ session, send: sender('stations') })
  raw.on('close', () => {
    stopBoards()
    stopStations()
  })
}
