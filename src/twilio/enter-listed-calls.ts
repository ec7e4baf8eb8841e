import { and, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import { enterDegradedCall } from '../calls/enter-degraded-call.ts'
import { recordCallStatus } from '../calls/record-call-progress.ts'
import { exchangeStatuses, isOver } from '../calls/states.ts'
import { calls } from '../calls/tables.ts'
import { callerFrom } from '../phone-number.ts'
import { inChunks } from './in-chunks.ts'
import { isSettled } from './is-settled.ts'
import type { ExchangeCall } from './listed.ts'
import type { ReconcileContext } from './reconcile.ts'
import { callIdOf } from './webhooks.ts'

/** A call of the exchange's list that rang one of our lines. */
type Ours = ExchangeCall & { callId: string; clientId: number; startedAt: Date }

/** Calls that nobody here answered are written down; of those that are, an end that we were not told of. */
export async function enterListedCalls(context: ReconcileContext, since: Date): Promise<number | 'away'> {
  const listed = await context.gateway.listCalls({ since })
  if (listed.kind === 'away') return 'away'
  const ours = listed.items.flatMap((call) => ifOurs(context, call))
  const known = await findKnown(context, ours)
  let entered = 0
  for (const call of ours) {
    const row = known.get(call.callId)
    if (row?.endedAt) continue
    if (!row && (await isReturningLeg(context, call))) continue
    if (!row) await enterCall(context, call)
    await enterEnd(context, call)
    if (!row) entered++
  }
  return entered
}

/** Our own leg that came back through a diversion may show one of our lines as its caller: it is nobody's call. */
function ifOurs(context: ReconcileContext, call: ExchangeCall): Ours[] {
  const { startedAt } = call
  const place = context.directory.findLine(call.to)
  if (call.direction !== 'inbound' || !place || context.directory.findLine(call.from)) return []
  if (startedAt === null || startedAt < place.client.setUpAt || !isSettled(context, startedAt)) return []
  return [{ ...call, startedAt, callId: callIdOf(call.callSid), clientId: place.line.clientId }]
}

async function findKnown({ db }: ReconcileContext, ours: readonly Ours[]) {
  const rows = await inChunks(ours, (some) => {
    const keys = some.map(({ clientId, callId }) => sql`(${clientId}::integer, ${callId}::uuid)`)
    return db
      .select({ id: calls.id, endedAt: calls.endedAt })
      .from(calls)
      .where(sql`(${calls.clientId}, ${calls.id}) in (${sql.join(keys, sql`, `)})`)
  })
  return new Map(rows.map((row) => [row.id, row]))
}

const longestRingingMs = 60_000

/** Or it shows the number that we were ringing just then, for this client or another. */
async function isReturningLeg(
  { db, directory }: ReconcileContext,
  { clientId, from, startedAt }: Ours,
): Promise<boolean> {
  const clientIds = [clientId, ...directory.clientsRinging(from).map((other) => other.clientId)]
  const rung = await db
    .select({ id: calls.id })
    .from(calls)
    .where(
      and(
        inArray(calls.clientId, clientIds),
        eq(calls.dialledNumber, from),
        gte(calls.dialledAt, new Date(startedAt.getTime() - longestRingingMs)),
        // The exchange's list counts in whole seconds.
        lte(calls.dialledAt, new Date(startedAt.getTime() + 1000)),
      ),
    )
    .limit(1)
  return rung.length > 0
}

async function enterCall(context: ReconcileContext, call: Ours): Promise<void> {
  const arrived = {
    callSid: call.callSid,
    callId: call.callId,
    caller: callerFrom(call.from),
    to: call.to,
    forwardedFrom: call.forwardedFrom,
    callerName: null,
    stir: null,
  }
  await enterDegradedCall(context, arrived, 'nothing', call.startedAt)
}

async function enterEnd(context: ReconcileContext, call: Ours): Promise<void> {
  const { callId, clientId, to, status, durationSeconds } = call
  const knownStatus = exchangeStatuses.find((known) => known === status) ?? null
  if (knownStatus === null || !isOver(knownStatus)) return
  const at = call.endedAt ?? call.startedAt
  await recordCallStatus(
    context,
    { clientId, at },
    { callId, to, status, knownStatus, durationSeconds, sequence: 0 },
  )
}
