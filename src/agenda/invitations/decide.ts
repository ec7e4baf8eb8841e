import type { Appointment } from '../appointment.ts'
import type { Doing } from '../doing.ts'
import { isStanding } from '../states.ts'
import type { CalendarReply } from './read-reply.ts'

/** What her calendar was told last. */
export type LastInvitation = {
  readonly kind: 'invitation' | 'invitationCancelled'
  readonly sequence: number
} | null

/** What her calendar is to be told after a change. What she answered there, it knows. */
export function decideInvitation(
  { state, endsAt }: Pick<Appointment, 'state' | 'endsAt'>,
  last: LastInvitation,
  { via }: Pick<Doing, 'via'>,
  now: Date,
): 'invitation' | 'invitationCancelled' | null {
  if (via === 'invitation' || endsAt <= now) return null
  if (isStanding(state)) return 'invitation'
  const isGone = state === 'declined' || state === 'cancelled'
  return isGone && last?.kind === 'invitation' ? 'invitationCancelled' : null
}

export type ReplyStep =
  | { readonly step: 'confirm' }
  | { readonly step: 'decline' | 'cancel'; readonly reason: null }

/** `outdated`: it answers an invitation that was replaced. `counter`, `maybe`: a person decides. */
export type DecidedReply =
  | { readonly kind: 'do'; readonly change: ReplyStep }
  | { readonly kind: 'ask'; readonly why: 'outdated' | 'counter' | 'maybe' }
  | { readonly kind: 'note' }

/** What an answer of her calendar program means for the appointment as it stands. */
export function decideReply(
  reply: CalendarReply,
  state: Appointment['state'],
  isCurrent: boolean,
): DecidedReply {
  if (reply.kind === 'refresh') return { kind: 'note' }
  if (!isCurrent) return { kind: 'ask', why: 'outdated' }
  if (reply.kind === 'counter') return { kind: 'ask', why: 'counter' }
  switch (reply.said) {
    case 'accepted':
      return { kind: 'do', change: { step: 'confirm' } }
    case 'declined':
      return { kind: 'do', change: { step: wasAgreed(state) ? 'cancel' : 'decline', reason: null } }
    case 'tentative':
      // As long as she has not decided it stays as it is; once she had, this is news.
      return state === 'proposed' ? { kind: 'note' } : { kind: 'ask', why: 'maybe' }
    default:
      return reply.said satisfies never
  }
}

const wasAgreed = (state: Appointment['state']): boolean => state === 'confirmed' || state === 'cancelled'
