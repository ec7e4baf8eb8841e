import type { Appointment } from '../appointment.ts'
import type { Change } from '../change-appointment.ts'
import type { FirstTime } from './reading/read-text.ts'

/** What both sides last agreed on; null for an item that is seen for the first time, such as an invitation's. */
export type Agreed = { readonly contentHash: string; readonly version: number | null } | null

export type Compared = {
  readonly here: Appointment
  /** Null: it was deleted there. */
  readonly there: (FirstTime & { readonly contentHash: string }) | null
  readonly agreed: Agreed
  /** When the calendar was read before. */
  readonly readAt: Date | null
  readonly now: Date
}

/**
 * What a calendar says of one of our appointments. `follow`: she did something there. `writeBack`: ours stands, and her
 * calendar is to show it. `nothing`: both agree.
 */
export type Verdict =
  | { readonly kind: 'nothing' | 'writeBack' }
  | { readonly kind: 'follow'; readonly change: Change; readonly saidAt: Date; readonly bothChanged: boolean }

/** Two that changed on both sides are left to the later word: `changeAppointment` knows when the last was said here. */
export function decide({ here, there, agreed, readAt, now }: Compared): Verdict {
  const hereChanged = agreed !== null && agreed.version !== here.version
  if (there && agreed && there.contentHash === agreed.contentHash) return { kind: 'nothing' }
  const change = changeIn(here, there)
  if (!change) return { kind: 'nothing' }
  if (!agreed) return { kind: change.step === 'move' ? 'writeBack' : 'nothing' }
  // Nobody knows when it was deleted: what was changed here meanwhile is put there again.
  if (!there && hereChanged) return { kind: 'writeBack' }
  const said = there?.lastModified ?? null
  if (hereChanged)
    return { kind: 'follow', change, saidAt: earlier(said ?? readAt ?? now, now), bothChanged: true }
  // It happened after we had agreed; not every program says when.
  const isAfter = said !== null && (here.decidedAt === null || said > here.decidedAt)
  return { kind: 'follow', change, saidAt: isAfter ? earlier(said, now) : now, bothChanged: false }
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b)

/** Null where the two say the same, or nothing that can be followed. */
function changeIn(here: Appointment, there: FirstTime | null): Change | null {
  if (!there || there.status === 'cancelled') {
    if (here.state === 'proposed') return { step: 'decline', reason: null }
    return here.state === 'confirmed' ? { step: 'cancel', reason: null } : null
  }
  const { startsAt, endsAt, status } = there
  if (startsAt.getTime() !== here.startsAt.getTime() || endsAt.getTime() !== here.endsAt.getTime())
    return { step: 'move', startsAt, endsAt }
  return here.state === 'proposed' && status === 'confirmed' ? { step: 'confirm' } : null
}
