import type { Context } from '../../context.ts'
import type { StandingSession } from '../../secretaries/standing-sessions.ts'
import { endedEvent } from './board-event.ts'
import type { BoardsAt } from './find-board.ts'
import { keepRounds } from './keep-rounds.ts'
import { prepareRefreshing, type Watching } from './refresh-boards.ts'

/** One open page. What it is sent is whole each time: what it could not take is replaced by what comes next. */
export type BoardStream = {
  /** As it was when the page opened it. */
  readonly session: StandingSession
  send(event: Buffer): void
  end(): void
}

export type LiveBoards = {
  /** Sends the board at once and whenever it changes; answers how to stop. */
  open(stream: BoardStream): () => void
  close(): void
}

const freshMs = 15_000

/** The boards of this process, fed by what any process tells of its changes. */
export function startLiveBoards(
  context: Pick<Context, 'database' | 'db' | 'live' | 'log' | 'now'>,
  boardsAt: BoardsAt,
): LiveBoards {
  const watching: Watching = new Map()
  const refreshBoards = prepareRefreshing(context, boardsAt)
  const rounds = keepRounds(async (changed) => {
    try {
      for (const ended of await refreshBoards(watching, changed)) {
        watching.delete(ended)
        ended.send(endedEvent)
        ended.end()
      }
    } catch (err) {
      // Pages that hear nothing would take an old board for a live one.
      context.log.warn({ event: 'board.refreshFailed', err })
      endAll()
    }
  })
  const endAll = () => {
    for (const stream of watching.keys()) stream.end()
    watching.clear()
  }
  const stopListening = context.live.onChange('work', (ids) => watching.size > 0 && rounds.ask(ids))
  const ticking = setInterval(() => watching.size > 0 && rounds.ask('all'), freshMs).unref()
  return {
    open(stream) {
      watching.set(stream, { session: stream.session, isNew: true, takenOf: [] })
      rounds.ask([])
      return () => watching.delete(stream)
    },
    close() {
      stopListening()
      clearInterval(ticking)
      rounds.stop()
      endAll()
    },
  }
}
