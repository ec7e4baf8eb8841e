import { prepareClientsOfTakenCalls } from '../../calls/find-clients-of-taken-calls.ts'
import type { Context } from '../../context.ts'
import type { Language } from '../../i18n/text.ts'
import {
  keepOnDuty,
  prepareStandingSessions,
  type StandingSession,
} from '../../secretaries/standing-sessions.ts'
import { boardEvent } from './board-event.ts'
import { boardWriter } from './board-pages.ts'
import type { BoardsAt } from './find-board.ts'
import type { Changed } from './keep-rounds.ts'
import type { BoardStream } from './live-boards.ts'
import { type View, viewOf } from './view.ts'

export type Watching = Map<BoardStream, Watcher>
type Watcher = {
  session: StandingSession
  /** It has not been sent anything yet. */
  isNew: boolean
  /** Clients that are not hers, of calls that she looks after. */
  takenOf: readonly number[]
}
type Standing = readonly [BoardStream, Watcher]

/**
 * How the board is sent to all whom a change concerns. It is read and written once for all who see the same, however
 * many they are. Answers the streams whose session stands no more: they were sent nothing.
 */
export function prepareRefreshing(
  { database, db, now }: Pick<Context, 'database' | 'db' | 'now'>,
  boardsAt: BoardsAt,
) {
  const sessions = prepareStandingSessions(database.boards)
  const clientsOfTakenCalls = prepareClientsOfTakenCalls(database.boards)

  async function sessionsOf(watchers: readonly Watcher[], changed: Changed) {
    const ids = idsOf(watchers)
    if (changed === 'all') return sessions.renew(ids, now())
    const standing = await sessions.find(ids, now())
    const known = watchers.map(({ session }) => [session.id, session] as const)
    return new Map(known.filter(([id]) => standing.has(id)))
  }

  return async (watching: Watching, changed: Changed): Promise<readonly BoardStream[]> => {
    const all: readonly Standing[] = [...watching]
    const watchers = all.map(([, watcher]) => watcher)
    const secretaryIds = [...new Set(watchers.map(({ session }) => session.secretary.id))]
    const [sessionOf, takenOf] = await Promise.all([
      sessionsOf(watchers, changed),
      clientsOfTakenCalls(secretaryIds, now()),
    ])
    const standing = all.filter(([, { session }]) => sessionOf.has(session.id))
    for (const [, watcher] of standing) bringUpToDate(watcher, sessionOf, takenOf)
    const seen = changed === 'all' ? standing : standing.filter(([, { isNew }]) => isNew)
    await keepOnDuty(db, idsOf(seen.map(([, watcher]) => watcher)), now())
    await sendBoards(boardsAt, standing, changed, now())
    return all.filter(([, { session }]) => !sessionOf.has(session.id)).map(([stream]) => stream)
  }
}

const idsOf = (watchers: readonly Watcher[]): string[] => [
  ...new Set(watchers.map(({ session }) => session.id)),
]

function bringUpToDate(
  watcher: Watcher,
  sessionOf: ReadonlyMap<string, StandingSession>,
  takenOf: ReadonlyMap<string, readonly number[]>,
): void {
  watcher.session = sessionOf.get(watcher.session.id) ?? watcher.session
  const { secretary, scope } = watcher.session
  const taken = takenOf.get(secretary.id) ?? []
  const hers = new Set(taken.length > 0 ? scope.clientIds : [])
  watcher.takenOf = taken.filter((clientId) => !hers.has(clientId))
}

async function sendBoards(
  boardsAt: BoardsAt,
  standing: readonly Standing[],
  changed: Changed,
  now: Date,
): Promise<void> {
  const concerned = standing.filter(([, watcher]) => watcher.isNew || concerns(watcher, changed))
  const boardOf = boardsAt(now)
  const writers = { fr: boardWriter({ language: 'fr', now }), en: boardWriter({ language: 'en', now }) }
  const groups = Map.groupBy(concerned, ([, watcher]) => JSON.stringify(lookOf(watcher)))
  await Promise.all([...groups.values()].map((some) => sendGroup(some)))

  async function sendGroup(group: readonly Standing[]): Promise<void> {
    const [first] = group
    if (!first) return
    const { view, language } = lookOf(first[1])
    const part = writers[language](await boardOf(view))
    const seen = new Set([...view.clientIds, ...first[1].takenOf])
    const event = boardEvent(part, changed === 'all' ? [] : [...changed].filter((id) => seen.has(id)))
    for (const [stream, watcher] of group) {
      watcher.isNew = false
      stream.send(event)
    }
  }
}

function concerns({ session, takenOf }: Watcher, changed: Changed): boolean {
  return (
    changed === 'all' ||
    session.scope.clientIds.some((id) => changed.has(id)) ||
    takenOf.some((id) => changed.has(id))
  )
}

/** Two boards look the same in the same language and for the same clients, unless calls of others were given to one. */
function lookOf({ session: { secretary, scope }, takenOf }: Watcher): { language: Language; view: View } {
  const takenById = takenOf.length > 0 ? secretary.id : null
  return { language: secretary.language, view: { ...viewOf(scope), takenById } }
}
