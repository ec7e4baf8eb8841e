/** So long after its last change a draft counts as being written; then she has left it lying. */
const freshMs = 5 * 60_000
/** A missed call is told at last after this, however long she writes. */
const mostMs = { ordinary: 15 * 60_000, urgent: 5 * 60_000 } as const

type MissedCall = { readonly kind: string; readonly urgency: 'ordinary' | 'urgent' }

/**
 * Until when a missed call is not told, because a secretary is writing what he wanted: her slip says it better, and
 * the executive is to read it once. Null when it is told now. `owedAt`: when it could first be told.
 */
export function waitsForSlip(
  { kind, urgency }: MissedCall,
  draftSavedAt: Date | null,
  owedAt: Date,
  now: Date,
): Date | null {
  if (kind !== 'missedCall' || !draftSavedAt) return null
  const until = Math.min(draftSavedAt.getTime() + freshMs, owedAt.getTime() + mostMs[urgency])
  return until > now.getTime() ? new Date(until) : null
}
