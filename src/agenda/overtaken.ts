import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { recordAct } from '../acts/record-act.ts'
import { acts } from '../acts/tables.ts'
import type { Transaction } from '../db/db.ts'
import { openTask } from '../tasks/open-task.ts'
import { type Appointment, snapshotOf } from './appointment.ts'
import type { Change } from './decide-change.ts'
import { type Doing, isHuman } from './doing.ts'
import type { Following } from './follow-change.ts'
import { appointments } from './tables.ts'

/** She says once more what is so already: an earlier word to the contrary, if it comes yet, does not count. */
export async function repeatWord(tx: Transaction, appointment: Appointment, doing: Doing): Promise<void> {
  const { clientId, id, decidedAt } = appointment
  if (!isHuman(doing) || (decidedAt !== null && doing.saidAt <= decidedAt)) return
  await tx
    .update(appointments)
    .set({ decidedAt: doing.saidAt })
    .where(and(eq(appointments.clientId, clientId), eq(appointments.id, id)))
}

/** An earlier word that came later is kept beside the one that stands, and somebody looks at the two. */
export async function keepOvertaken(
  tx: Transaction,
  appointment: Appointment,
  change: Change,
  doing: Doing,
  now: Date,
): Promise<void> {
  const { clientId, id } = appointment
  const actId = await recordAct(tx, {
    ...{ clientId, actor: doing.actor, verb: 'appointment.overtaken', subject: { kind: 'appointment', id } },
    before: snapshotOf(appointment),
    after: { ...change, via: doing.via, saidAt: doing.saidAt },
    ...(doing.authority && { authority: doing.authority }),
    at: now,
  })
  await tellSecretary(tx, appointment, actId, now)
}

const opposite = {
  'appointment.confirmed': ['declined', 'cancelled'],
  'appointment.declined': ['confirmed'],
  'appointment.cancelled': ['confirmed'],
} as const

const viaSchema = z.object({ via: z.string() })

/** A page of a link is one way, whichever link it is. */
const wayOf = (via: string | undefined) => (via === 'link' ? 'page' : via)

/** Two ways of hers say the opposite, such as her text and her calendar: the later counts, and a secretary is told. */
export async function noteContradiction(
  tx: Transaction,
  { after, actId, doing }: Following,
  now: Date,
): Promise<void> {
  if (doing.actor.kind !== 'executive') return
  const [last] = await tx
    .select()
    .from(acts)
    .where(
      and(
        eq(acts.clientId, after.clientId),
        eq(acts.subjectKind, 'appointment'),
        eq(acts.subjectId, after.id),
        inArray(acts.verb, Object.keys(opposite)),
        ne(acts.id, actId),
      ),
    )
    .orderBy(desc(sql`(${acts.after}->>'version')::integer`))
    .limit(1)
  if (last?.actorKind !== 'executive') return
  const said = Object.entries(opposite).find(([verb]) => verb === last.verb)?.[1] ?? []
  const via = viaSchema.safeParse(last.after).data?.via
  if (wayOf(via) !== wayOf(doing.via) && said.some((state) => state === after.state))
    await tellSecretary(tx, after, actId, now)
}

/** Once for each pair of words. */
const tellSecretary = (tx: Transaction, { clientId, id, executiveId }: Appointment, key: string, now: Date) =>
  openTask(
    tx,
    {
      ...{ clientId, audience: 'secretary', kind: 'contradictoryAnswers', key },
      details: { appointmentId: id, executiveId },
    },
    now,
  )
