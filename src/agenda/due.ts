const hourMs = 3_600_000

/**
 * Until when the executive can leave a proposed appointment unanswered: an hour before it begins, so that its caller
 * does not set out for it; where she was asked later than two hours before, half of the time that was left.
 */
export function unansweredUntil(startsAt: Date, askedAt: Date): Date {
  const left = Math.max(0, startsAt.getTime() - askedAt.getTime())
  return new Date(startsAt.getTime() - Math.min(hourMs, left / 2))
}

/** No appointment ends unanswered sooner than this before it begins. */
export const unansweredLeadMs = hourMs
