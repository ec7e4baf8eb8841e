import { type AppointmentState, isStanding } from '../states.ts'
import type { Told } from './told.ts'

/** What he counts on: by our last word that went out, or, before any did, by what was agreed with him. */
export type Known = { readonly told: Told; readonly heard: boolean }

export type CallerNews = 'noted' | 'confirmed' | 'moved' | 'cancelled' | 'declined'

/** What the caller must hear so that he counts on what is; null when he does already. */
export function newsForCaller(known: Known | null, now: Told): CallerNews | null {
  if (!isStanding(now.state)) return endNews(known, now.state)
  const standing = standingNews[now.state === 'proposed' ? 'proposed' : 'confirmed']
  if (!known || !isStanding(known.told.state)) return standing
  if (!isSamePlan(known.told, now)) return 'moved'
  return known.heard && known.told.state === now.state ? null : standing
}

const standingNews = { proposed: 'noted', confirmed: 'confirmed' } as const

/** Of what he never counted on, or knows to be off, he hears nothing more. */
function endNews(known: Known | null, state: AppointmentState): CallerNews | null {
  if (state !== 'cancelled' && state !== 'declined') return null
  return known && isStanding(known.told.state) ? state : null
}

const isSamePlan = (one: Told, other: Told): boolean =>
  one.startsAt === other.startsAt && one.venue === other.venue && one.venueDetail === other.venueDetail
