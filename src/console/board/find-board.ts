import type { Db } from '../../db/db.ts'
import type { Scope } from '../../scope.ts'
import { findOnDuty } from '../../secretaries/find-on-duty.ts'
import { type BoardCall, findBoardCalls } from './find-board-calls.ts'
import { type BoardSlip, findBoardSlips } from './find-board-slips.ts'
import { type BoardTask, findBoardTasks } from './find-board-tasks.ts'
import { type BoardText, findBoardTexts } from './find-board-texts.ts'

export type Board = {
  readonly calls: readonly BoardCall[]
  readonly texts: readonly BoardText[]
  readonly slips: readonly BoardSlip[]
  readonly tasks: readonly BoardTask[]
  readonly onDuty: Awaited<ReturnType<typeof findOnDuty>>
  readonly now: Date
}

/** All that the board shows to somebody, as it stands now. */
export async function findBoard(db: Db, scope: Scope, now: Date): Promise<Board> {
  const [calls, texts, slips, tasks, onDuty] = await Promise.all([
    findBoardCalls(db, scope, now),
    findBoardTexts(db, scope, now),
    findBoardSlips(db, scope, now),
    findBoardTasks(db, scope),
    findOnDuty(db, now),
  ])
  return { calls, texts, slips, tasks, onDuty, now }
}
