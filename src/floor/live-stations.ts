import { keepRounds } from '../console/board/keep-rounds.ts'
import type { Context } from '../context.ts'
import { isAtLeast } from '../secretaries/session.ts'
import type { StandingSession } from '../secretaries/standing-sessions.ts'
import { prepareFloorNews } from './find-floor-news.ts'
import { prepareStations } from './find-stations.ts'
import { sayFloorNews } from './say-floor-news.ts'
import { floorEvent, type StationNews, stationEvent, stationNews } from './station-event.ts'

export type StationStream = { readonly session: StandingSession; send(event: Buffer): void }

type Watcher = { last: StationNews | null }

/** Nothing is told when a softphone falls silent or a wrap-up ends. */
const freshMs = 15_000

/** Her own station on every page that she has open, in this process: two statements for all of them at a time. */
export function startLiveStations(context: Pick<Context, 'database' | 'live' | 'log' | 'now'>) {
  const watching = new Map<StationStream, Watcher>()
  const stationsOf = prepareStations(context.database.boards)
  const newsAt = prepareFloorNews(context.database.boards)
  const rounds = keepRounds(async (changed) => {
    try {
      const told = changed === 'all' || changed.size > 0
      await sendStations([...watching], told)
    } catch (err) {
      context.log.warn({ event: 'stations.refreshFailed', err })
    }
  })
  async function sendStations(watchers: readonly (readonly [StationStream, Watcher])[], told: boolean) {
    const now = context.now()
    const sessionIds = [...new Set(watchers.map(([{ session }]) => session.id))]
    const [found, floor] = await Promise.all([stationsOf(sessionIds, now), newsAt(now)])
    for (const [stream, watcher] of watchers) {
      const { secretary } = stream.session
      const news = stationNews(found.get(secretary.id), sayFloorNews(floor, secretary, now), now)
      const seesFloor = told && isAtLeast(secretary.role, 'supervisor')
      if (seesFloor) stream.send(Buffer.concat([stationEvent(news, now), floorEvent]))
      else if (!isSame(watcher.last, news)) stream.send(stationEvent(news, now))
      watcher.last = news
    }
  }
  const ask = (changed: readonly number[] | 'all') => watching.size > 0 && rounds.ask(changed)
  const stopListening = context.live.onChange('floor', ask)
  const ticking = setInterval(() => ask('all'), freshMs).unref()
  return {
    /** Answers how to stop. */
    open(stream: StationStream): () => void {
      watching.set(stream, { last: null })
      rounds.ask([])
      return () => watching.delete(stream)
    },
    close() {
      stopListening()
      clearInterval(ticking)
      rounds.stop()
      watching.clear()
    },
  }
}

export type LiveStations = ReturnType<typeof startLiveStations>

const isSame = (last: StationNews | null, next: StationNews): boolean =>
  last?.station === next.station && last.ringing === next.ringing && last.news === next.news
