import type { Context } from '../context.ts'

/** What a job is made of; the row is the truth. */
export type DeliveryRef = {
  readonly clientId: number
  readonly id: string
  readonly epoch: number
  readonly urgency: 'ordinary' | 'urgent'
}

/**
 * Nudges the workers, after the commit. Whatever the queue does not take now, or loses, the sweep queues
 * again: nobody needs to act on a failure here.
 */
export async function enqueueDeliveries(jobs: Context['jobs'], refs: readonly DeliveryRef[]): Promise<void> {
  for (const { clientId, id, epoch, urgency } of refs)
    await jobs.add(queueOf(urgency), { clientId, id, epoch })
}

/** Urgent ones have a queue of their own, so that no digest run holds them up. */
export const queueOf = (urgency: DeliveryRef['urgency']) => (urgency === 'urgent' ? 'urgent' : 'deliveries')
