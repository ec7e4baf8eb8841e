import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import { recordAct } from '../../acts/record-act.ts'
import { callHandlings } from '../../calls/tables.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { inScope, type Scope } from '../../scope.ts'
import { clients } from '../tables.ts'
import { instructionReadings, instructions } from './tables.ts'

export type ReadInstructions = {
  readonly clientId: number
  /** As they stood on her page: what changed since is still unread. */
  readonly read: readonly { readonly instructionId: string; readonly version: number }[]
}

/** She says that she has read them. Answers how many that was news of; safe to repeat. */
export async function acknowledgeInstructions(
  { db, now }: Pick<Context, 'db' | 'now'>,
  scope: Scope,
  { clientId, read }: ReadInstructions,
): Promise<number> {
  const at = now()
  return db.transaction(async (tx) => {
    await mustSeeClient(tx, scope, clientId)
    const known = await findVersions(tx, clientId, read)
    const rows = read.flatMap(({ instructionId, version }) => {
      const current = known.get(instructionId)
      if (current === undefined) return []
      const secretaryId = scope.actor.id
      return [{ clientId, instructionId, secretaryId, version: Math.min(version, current), readAt: at }]
    })
    if (rows.length === 0) return 0
    const written = await tx
      .insert(instructionReadings)
      .values(rows)
      .onConflictDoUpdate({
        target: [
          instructionReadings.clientId,
          instructionReadings.instructionId,
          instructionReadings.secretaryId,
        ],
        set: { version: sql`excluded.version`, readAt: at },
        setWhere: lt(instructionReadings.version, sql`excluded.version`),
      })
      .returning({ instructionId: instructionReadings.instructionId, version: instructionReadings.version })
    if (written.length === 0) return 0
    await recordAct(tx, {
      ...{ clientId, actor: scope.actor, verb: 'instructions.read', before: null, after: written, at },
      subject: { kind: 'client', id: String(clientId) },
    })
    return written.length
  })
}

/** Hers, or that of a call that she looks after. */
async function mustSeeClient(tx: Transaction, scope: Scope, clientId: number): Promise<void> {
  const assigned = await tx.$count(
    clients,
    and(inScope(scope, clients.clientId), eq(clients.clientId, clientId)),
  )
  const isHers = and(eq(callHandlings.clientId, clientId), eq(callHandlings.secretaryId, scope.actor.id))
  if (scope.only === null && (assigned > 0 || (await tx.$count(callHandlings, isHers)) > 0)) return
  throw new AppError(404, 'notFound', `There is no client ${clientId}`)
}

async function findVersions(tx: Transaction, clientId: number, read: ReadInstructions['read']) {
  const ids = read.map(({ instructionId }) => instructionId)
  if (ids.length === 0) return new Map<string, number>()
  const rows = await tx
    .select({ id: instructions.id, version: instructions.version })
    .from(instructions)
    .where(and(eq(instructions.clientId, clientId), inArray(instructions.id, ids)))
  return new Map(rows.map(({ id, version }) => [id, version]))
}
