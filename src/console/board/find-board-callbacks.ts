import { asc, eq, sql } from 'drizzle-orm'
import { callbacks } from '../../callbacks/tables.ts'
import { clients } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { inView, type View } from './view.ts'

const most = 20

export type BoardCallback = Awaited<ReturnType<ReturnType<typeof prepareBoardCallbacks>>>[number]

/** Whom to ring back, as it falls due. */
export function prepareBoardCallbacks(db: Db) {
  const { clientId, id, state, number, name, priority, dueAt, overdueAt, tries } = callbacks
  const open = db
    .select({
      ...{ clientId, id, state, number, name, priority, dueAt, overdueAt, tries },
      client: clients.name,
      timeZone: sql<string>`${clients.hours}->>'timeZone'`,
      takenBy: secretaries.name,
    })
    .from(callbacks)
    .innerJoin(clients, eq(clients.clientId, clientId))
    .leftJoin(secretaries, eq(secretaries.id, callbacks.takenById))
    .where(sql`${inView(clientId)} and ${state} in ('open', 'undecided')`)
    .orderBy(asc(dueAt), asc(id))
    .limit(most)
    .prepare('board_callbacks')
  return (clientIds: View['clientIds']) => open.execute({ clientIds })
}
