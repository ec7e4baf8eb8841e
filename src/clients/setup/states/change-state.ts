import { and, eq, inArray, sql } from 'drizzle-orm'
import { type Act, recordAct } from '../../../acts/record-act.ts'
import type { Context } from '../../../context.ts'
import { loadById } from '../../change-client.ts'
import { clients } from '../../tables.ts'
import { findTestCall } from '../find-test-call.ts'
import { type MissingPart, missingParts } from '../missing-parts.ts'
import { type StateChange, steps } from './client-states.ts'

type Needs = Pick<Context, 'db' | 'live' | 'log' | 'now'>
type Changing = { readonly clientId: number; readonly change: StateChange; readonly actor: Act['actor'] }

export type StateChanged =
  | { readonly kind: 'changed' }
  /** Its state does not allow it, or somebody was faster. */
  | { readonly kind: 'notFromHere' }
  | { readonly kind: 'missing'; readonly missing: readonly MissingPart[] }

/** Takes a client from one state to the next; live only when all it needs is there and its diversion was tried. */
export async function changeState(
  context: Needs,
  { clientId, change, actor }: Changing,
): Promise<StateChanged> {
  const { from, to, verb } = steps[change]
  const [row] = await context.db.select().from(clients).where(eq(clients.clientId, clientId))
  const stored = row && (await loadById(context.db, clientId))
  if (!row || !stored || !from.includes(row.state)) return { kind: 'notFromHere' }
  const { seen } = await findTestCall(context.db, row)
  const known = { definition: stored.definition, contacts: 0, secretaries: 0, tested: seen !== null }
  const missing = change === 'goLive' ? missingParts(known) : []
  if (missing.length > 0) return { kind: 'missing', missing }
  const at = context.now()
  const changed = await context.db.transaction(async (tx) => {
    const done = await tx
      .update(clients)
      .set({
        ...{ state: to, stateSince: at, changedAt: at, version: sql`${clients.version} + 1` },
        testedAt: seen?.at ?? row.testedAt,
        testAskedAt: null,
      })
      .where(
        and(
          eq(clients.clientId, clientId),
          inArray(clients.state, [...from]),
          eq(clients.version, row.version),
        ),
      )
      .returning({ clientId: clients.clientId })
    if (done.length === 0) return false
    await recordAct(tx, {
      ...{ clientId, actor, verb, authority: 'console', at },
      ...{ subject: { kind: 'client', id: String(clientId) }, before: row.state, after: to },
    })
    return true
  })
  if (!changed) return { kind: 'notFromHere' }
  context.log.info({ event: verb, clientId })
  context.live.changed([clientId], 'settings')
  context.live.changed([clientId])
  return { kind: 'changed' }
}
