import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Scope } from '../../scope.ts'
import { seesSupervisors } from '../../tasks/for-whom.ts'

/** What a board shows, whoever looks at it. */
export type View = {
  readonly clientIds: readonly number[]
  /** The secretary whose calls of other clients are shown as well; null for nobody's. */
  readonly takenById: string | null
  readonly supervises: boolean
}

export const viewOf = (scope: Scope): View => ({
  clientIds: scope.clientIds,
  takenById: scope.actor.id,
  supervises: seesSupervisors(scope),
})

/** The rows of the clients that the prepared statement is given as `clientIds`: what `inScope` is elsewhere. */
export const inView = (clientId: PgColumn): SQL =>
  sql`${clientId} = any(${sql.placeholder('clientIds')}::int[])`
