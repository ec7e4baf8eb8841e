/** When somebody is to be there, and with whom. */
export type TeamShift = {
  readonly secretaryId: string
  readonly startsAt: Date
  readonly endsAt: Date
}

const HOUR_MS = 3_600_000
/** Whoever begins so near the end comes in her place. */
const nearMs = HOUR_MS
/** Over a night, not over a weekend: until then everybody should see what is to be done. */
const longestGapMs = 16 * HOUR_MS

/**
 * Who goes on when somebody ends at `at`, of the shifts of those who are in a team with her: who begins just then,
 * else who has been there shortest, else who comes next; null where nobody comes soon. Pure.
 */
export function nextShift(shifts: readonly TeamShift[], leaver: string, at: Date): TeamShift | null {
  const end = at.getTime()
  const others = shifts.filter((one) => one.secretaryId !== leaver && one.endsAt.getTime() > end)
  const away = ({ startsAt }: TeamShift) => startsAt.getTime() - end
  const near = others.filter((one) => Math.abs(away(one)) <= nearMs)
  const there = others.filter((one) => away(one) < -nearMs)
  const later = others.filter((one) => away(one) > nearMs && away(one) <= longestGapMs)
  return (
    first(near, (one) => Math.abs(away(one))) ??
    first(there, (one) => -away(one)) ??
    first(later, away) ??
    null
  )
}

function first(shifts: readonly TeamShift[], by: (shift: TeamShift) => number): TeamShift | undefined {
  return [...shifts].sort((a, b) => by(a) - by(b) || (a.secretaryId < b.secretaryId ? -1 : 1))[0]
}
