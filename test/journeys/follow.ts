import { and, eq } from 'drizzle-orm'
import { sweepCalls } from '../../src/calls/sweep-calls.ts'
import { calls } from '../../src/calls/tables.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { messages } from '../../src/messages/tables.ts'
import type { Behaviour } from '../../src/simulator/telephone.ts'
import { replaySpool } from '../../src/spool/replay-spool.ts'
import { tasks } from '../../src/tasks/tables.ts'
import type { TaskKind } from '../../src/tasks/task-kinds.ts'
import type { AgencyRig } from '../support/agency-rig.ts'
import { until } from '../support/until.ts'

export const people = {
  morel: '+33199001101',
  roux: '+33199001111',
  durand: '+33199001102',
  karim: '+33199001122',
  lenoir: '+33199001103',
  petit: '+33199002001',
  blanc: '+33199002002',
  collin: '+33199008001',
  nuisance: '+33199009999',
}
export const lines = {
  morel: '+33199001001',
  plomberie: '+33199001002',
  lenoir: '+33199001003',
  chauffage: '+33199001004',
}
/** A caller nobody knows: another one at each call, so that no test sees the traces of one before it. */
let strangers = 0
export const stranger = (): string => `+331990055${String(strangers++).padStart(2, '0')}`

export const picksUp = { kind: 'answers', afterSeconds: 4, presses: '1', talkSeconds: 30 } satisfies Behaviour

export async function callRow({ context: { db } }: AgencyRig, sid: string) {
  const [row] = await db.select().from(calls).where(eq(calls.callSid, sid))
  return row
}

/** The call as it was concluded once all that was under way had arrived. */
export async function concluded(rig: AgencyRig, { sid }: { sid: string }) {
  await rig.exchange.settled()
  await replaySpool(rig.context)
  rig.clock.advance(11_000)
  await sweepCalls(rig.context)
  return until('the call is concluded', async () => {
    const row = await callRow(rig, sid)
    return row?.disposition && !row.concludeAt ? row : null
  })
}

export async function slipOf({ context: { db } }: AgencyRig, sourceId: string) {
  const [slip] = await db.select().from(messages).where(eq(messages.sourceId, sourceId))
  return slip
}

/** The slip of a call or text when everybody whom it concerns has been told. */
export async function toldSlip(rig: AgencyRig, sourceId: string) {
  const slip = await until('the slip is there', () => slipOf(rig, sourceId))
  const sent = await until('everybody has been told', async () => {
    const rows = await rig.context.db
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.messageId, slip.id), eq(deliveries.revision, slip.revision)))
    const all = rows.every(({ state, channel }) => state === (channel === 'sms' ? 'delivered' : 'sent'))
    return rows.length > 0 && all && rows
  })
  return { slip, sent, sms: sent.find(({ channel }) => channel === 'sms') }
}

export const tasksOf = ({ context: { db } }: AgencyRig, kind: TaskKind) =>
  db.select().from(tasks).where(eq(tasks.kind, kind))
