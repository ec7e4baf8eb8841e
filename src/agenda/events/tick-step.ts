import { and, eq } from 'drizzle-orm'
import { recordAct } from '../../acts/record-act.ts'
import type { Transaction } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import type { Doing } from '../doing.ts'
import { eventSteps } from './tables.ts'

export type StepKey = { readonly clientId: number; readonly stepId: string }

/** One line of the checklist is done. Safe to repeat: who did it first counts. */
export const tickStep = (tx: Transaction, key: StepKey, doing: Doing, now: Date): Promise<void> =>
  mark(tx, key, { doing, verb: 'event.stepDone', doneAt: now }, now)

/** It is not done after all. Safe to repeat. */
export const untickStep = (tx: Transaction, key: StepKey, doing: Doing, now: Date): Promise<void> =>
  mark(tx, key, { doing, verb: 'event.stepReopened', doneAt: null }, now)

type Marking = {
  readonly doing: Doing
  readonly verb: 'event.stepDone' | 'event.stepReopened'
  readonly doneAt: Date | null
}

async function mark(
  tx: Transaction,
  { clientId, stepId }: StepKey,
  { doing: { actor }, verb, doneAt }: Marking,
  now: Date,
): Promise<void> {
  const isIt = and(eq(eventSteps.clientId, clientId), eq(eventSteps.id, stepId))
  const [step] = await tx.select().from(eventSteps).where(isIt).for('update')
  if (!step) throw new AppError(404, 'notFound', `There is no step ${stepId}`)
  if ((step.doneAt === null) === (doneAt === null)) return
  await tx
    .update(eventSteps)
    .set({ doneAt, doneById: doneAt && actor.id })
    .where(isIt)
  await recordAct(tx, {
    ...{ clientId, actor, verb, subject: { kind: 'event', id: step.eventId }, at: now },
    ...{ before: { what: step.what, doneAt: step.doneAt }, after: { what: step.what, doneAt } },
  })
}
