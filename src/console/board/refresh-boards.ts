import { findClientsOfTakenCalls } from '../../calls/find-clients-of-taken-calls.ts'
import type { Context } from '../../context.ts'
import type { Session } from '../../secretaries/session.ts'
import { findStandingSessions, keepOnDuty } from '../../secretaries/standing-sessions.ts'
import { boardEvent } from './board-event.ts'
import { boardPart } from './board-pages.ts'
import { findBoard } from './find-board.ts'
import type { BoardStream, Changed } from './live-boards.ts'

type Needs = Pick<Context, 'db' | 'now'>

export type Watching = Map<BoardStream, Watcher>
type Watcher = {
  session: Session
  /** It has not been sent anything yet. */
  isNew: boolean
  /** Clients that are not hers, of calls that she looks after. */
  takenOf: readonly number[]
}

/**
 * Sends the board to all whom a change concerns. It is read and written once for all who see the same, however many
 * they are. Answers the streams whose session stands no more: they were sent nothing.
 */
export async function refreshBoards(
  context: Needs,
  watching: Watching,
  changed: Changed,
): Promise<readonly BoardStream[]> {
  const ended =
    changed === 'all' ? await renewSessions(context, watching) : await findEnded(context, watching)
  const standing = [...watching].filter(([stream]) => !ended.includes(stream))
  await noteTakenCalls(context, standing)
  const concerned = standing.filter(([, watcher]) => watcher.isNew || concerns(watcher, changed))
  const views = Map.groupBy(concerned, ([, watcher]) => viewOf(watcher))
  await Promise.all([...views.values()].map((some) => sendView(context, some, changed)))
  return ended
}

/** Once a round of all: what her session is now worth, and that her board is open. */
async function renewSessions({ db, now }: Needs, watching: Watching): Promise<BoardStream[]> {
  const renewed = await Promise.all(
    [...watching].map(async ([stream, watcher]) => {
      const session = await stream.renew()
      if (session) watcher.session = session
      return { stream, session }
    }),
  )
  await keepOnDuty(db, idsOf(renewed), now())
  return renewed.filter(({ session }) => session === null).map(({ stream }) => stream)
}

const idsOf = (renewed: readonly { session: Session | null }[]): string[] => [
  ...new Set(renewed.flatMap(({ session }) => (session ? [session.id] : []))),
]

async function findEnded({ db, now }: Needs, watching: Watching): Promise<BoardStream[]> {
  const watchers = [...watching.values()]
  const standing = await findStandingSessions(db, idsOf(watchers), now())
  await keepOnDuty(db, idsOf(watchers.filter(({ isNew }) => isNew)), now())
  return [...watching].filter(([, { session }]) => !standing.has(session.id)).map(([stream]) => stream)
}

type Standing = readonly [BoardStream, Watcher]

async function noteTakenCalls({ db, now }: Needs, standing: readonly Standing[]): Promise<void> {
  const secretaryIds = [...new Set(standing.map(([, { session }]) => session.secretary.id))]
  const taken = await findClientsOfTakenCalls(db, secretaryIds, now())
  for (const [, watcher] of standing) {
    const { secretary, scope } = watcher.session
    const hers = new Set(scope.clientIds)
    watcher.takenOf = (taken.get(secretary.id) ?? []).filter((clientId) => !hers.has(clientId))
  }
}

function concerns({ session, takenOf }: Watcher, changed: Changed): boolean {
  return (
    changed === 'all' ||
    session.scope.clientIds.some((id) => changed.has(id)) ||
    takenOf.some((id) => changed.has(id))
  )
}

/** Two boards are the same in the same language and for the same clients, unless calls of others were given to one. */
function viewOf({ session: { secretary, scope }, takenOf }: Watcher): string {
  const own = takenOf.length > 0 ? secretary.id : null
  return JSON.stringify([secretary.language, scope.actor.kind, own, scope.clientIds])
}

async function sendView({ db, now }: Needs, watchers: readonly Standing[], changed: Changed): Promise<void> {
  const [first] = watchers
  if (!first) return
  const { session, takenOf } = first[1]
  const board = await findBoard(db, session.scope, now())
  const part = boardPart(board, { language: session.secretary.language, now: board.now })
  const seen = new Set([...session.scope.clientIds, ...takenOf])
  const event = boardEvent(part, changed === 'all' ? [] : [...changed].filter((id) => seen.has(id)))
  for (const [stream, watcher] of watchers) {
    watcher.isNew = false
    stream.send(event)
  }
}
