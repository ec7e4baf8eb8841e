import type { Context } from '../../context.ts'
import type { Session } from '../../secretaries/session.ts'
import { endedEvent } from './board-event.ts'
import { refreshBoards, type Watching } from './refresh-boards.ts'

/** One open page. What it is sent is whole each time: what it could not take is replaced by what comes next. */
export type BoardStream = {
  /** As it was when the page opened it. */
  readonly session: Session
  /** The session as it stands now, with the clients that are hers now; null when it stands no more. */
  renew(): Promise<Session | null>
  send(event: Buffer): void
  end(): void
}

export type LiveBoards = {
  /** Sends the board at once and whenever it changes; answers how to stop. */
  open(stream: BoardStream): () => void
  close(): void
}

/** What changes within so long goes out together; rounds that take longer leave as long to all other work. */
const gatherMs = 50
const freshMs = 15_000

/** The boards of this process, fed by what any process tells of its changes. */
export function startLiveBoards(context: Pick<Context, 'db' | 'live' | 'log' | 'now'>): LiveBoards {
  const watching: Watching = new Map()
  const rounds = keepRounds(async (changed) => {
    try {
      for (const ended of await refreshBoards(context, watching, changed)) {
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

/** `all`: whether or not it changed. */
export type Changed = ReadonlySet<number> | 'all'

/** One round at a time, for all that was asked for meanwhile. */
function keepRounds(round: (changed: Changed) => Promise<void>) {
  let asked: { all: boolean; ids: Set<number> } | null = null
  let timer: NodeJS.Timeout | null = null
  let isRunning = false
  let notBefore = 0
  const arrange = () => {
    if (isRunning || !asked) return
    timer ??= setTimeout(run, Math.max(0, notBefore - performance.now()))
  }
  async function run() {
    const now = asked ?? { all: false, ids: new Set<number>() }
    asked = null
    timer = null
    isRunning = true
    const startedAt = performance.now()
    await round(now.all ? 'all' : now.ids)
    const endedAt = performance.now()
    notBefore = endedAt + Math.max(gatherMs, endedAt - startedAt)
    isRunning = false
    arrange()
  }
  return {
    ask(changed: readonly number[] | 'all') {
      asked ??= { all: false, ids: new Set() }
      if (changed === 'all') asked.all = true
      else for (const id of changed) asked.ids.add(id)
      arrange()
    },
    stop() {
      if (timer) clearTimeout(timer)
      isRunning = true
    },
  }
}
