import type { Db } from '../../db/db.ts'
import { type OnDuty, prepareOnDuty } from '../../secretaries/find-on-duty.ts'
import { type LiveLevels, prepareLiveLevels, withWaiting } from '../../service-levels/live-levels.ts'
import { type BoardCallback, prepareBoardCallbacks } from './find-board-callbacks.ts'
import { type BoardCall, mostLive, prepareBoardCalls } from './find-board-calls.ts'
import { type BoardSlip, prepareBoardSlips } from './find-board-slips.ts'
import { type BoardTask, prepareBoardTasks } from './find-board-tasks.ts'
import { type BoardText, prepareBoardTexts } from './find-board-texts.ts'
import { stageOf } from './stage.ts'
import type { View } from './view.ts'

export type Board = {
  readonly calls: readonly BoardCall[]
  readonly texts: readonly BoardText[]
  readonly slips: readonly BoardSlip[]
  readonly tasks: readonly BoardTask[]
  readonly callbacks: readonly BoardCallback[]
  readonly onDuty: readonly OnDuty[]
  readonly levels: LiveLevels
  readonly now: Date
}

/** The boards of one moment: a list that two of them have in common is read once. */
export type BoardsAt = (now: Date) => (view: View) => Promise<Board>

/** Once for a database, which then need not plan the same statements for each board anew. */
export function prepareBoards(db: Db): BoardsAt {
  const readCalls = prepareBoardCalls(db)
  const readTexts = prepareBoardTexts(db)
  const readSlips = prepareBoardSlips(db)
  const readTasks = prepareBoardTasks(db)
  const readCallbacks = prepareBoardCallbacks(db)
  const readOnDuty = prepareOnDuty(db)
  const readLevels = prepareLiveLevels(db)
  return (now) => {
    const callsOf = once((view: Omit<View, 'supervises'>) => readCalls(view, now))
    const textsOf = once((clientIds: View['clientIds']) => readTexts(clientIds, now))
    const slipsOf = once((clientIds: View['clientIds']) => readSlips(clientIds, now))
    const tasksOf = once((view: Omit<View, 'takenById'>) => readTasks(view))
    const callbacksOf = once((clientIds: View['clientIds']) => readCallbacks(clientIds))
    const everybody = once(() => readOnDuty(now))
    return async ({ clientIds, takenById, supervises }) => {
      const [calls, texts, slips, tasks, callbacks, onDuty, levelsOf] = await Promise.all([
        callsOf({ clientIds, takenById }),
        textsOf(clientIds),
        slipsOf(clientIds),
        tasksOf({ clientIds, supervises }),
        callbacksOf(clientIds),
        everybody(null),
        readLevels(now),
      ])
      const waiting = calls.filter((call) => stageOf(call) === 'queued')
      const levels = withWaiting(levelsOf(clientIds), waiting, mostLive)
      return { calls, texts, slips, tasks, callbacks, onDuty, levels, now }
    }
  }
}

/** The same promise for the same words. */
function once<K, V>(read: (key: K) => Promise<V>): (key: K) => Promise<V> {
  const begun = new Map<string, Promise<V>>()
  return (key) => {
    const words = JSON.stringify(key)
    const reading = begun.get(words) ?? read(key)
    begun.set(words, reading)
    return reading
  }
}
