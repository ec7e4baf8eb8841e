import type { Act } from '../acts/record-act.ts'
import type { AnsweredVia } from '../answers/tables.ts'

/** Who does something to an appointment, in which way and by what right. */
export type Doing = {
  readonly actor: Act['actor']
  readonly via: AnsweredVia | 'console' | 'link' | 'software'
  readonly authority?: string
  /** When it was said: an earlier word that arrives later does not count. */
  readonly saidAt: Date
}

/** By the executive's word on the telephone, of which the code word was checked. */
export const isOrdered = ({ authority }: Doing): boolean => authority?.startsWith('order ') ?? false
export const orderOf = (callId: string): string => `order ${callId}`

/** She has a mandate to keep to; so has a caller, who may no more than the secretary he would ring. */
export const needsMandate = (doing: Doing): boolean =>
  doing.actor.kind !== 'executive' && doing.actor.kind !== 'software' && !isOrdered(doing)

export const isHuman = ({ actor }: Doing): boolean => actor.kind !== 'software'

/** The way in which an answer came, for a question that was put to the executive; null for the software. */
export function answeredVia({ via }: Doing): AnsweredVia | null {
  if (via === 'software') return null
  if (via === 'console') return 'secretary'
  return via === 'link' ? 'page' : via
}
