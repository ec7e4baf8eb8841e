import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { FastifyAdapter } from '@bull-board/fastify'
import { type FastifyInstance, fastify } from 'fastify'
import type { Context } from '../context.ts'

/** Its types know the Redis back end only; what it calls is there on both. */
type ShownQueue = ConstructorParameters<typeof BullMQAdapter>[0]

/** bull-board under `path`, to look at only. Listens nowhere: whoever asks has passed the console's guard. */
export async function openJobBoard({ queues }: Context['jobs'], path: string): Promise<FastifyInstance> {
  const board = fastify({ logger: false })
  const adapter = new FastifyAdapter()
  adapter.setBasePath(path)
  createBullBoard({
    queues: queues().map((queue) => new BullMQAdapter(queue as ShownQueue, { readOnlyMode: true })),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Permanence' } },
  })
  adapter.setErrorHandler(() => ({ status: 500, body: { error: 'failed' } }))
  await board.register(adapter.registerPlugin(), { prefix: path })
  return board
}
