const restDays = 183
const DAY_MS = 86_400_000

/** When an ended client's line has rested long enough: half a year in which its number names nobody. */
export const purgeableAt = (endedAt: Date): Date => new Date(endedAt.getTime() + restDays * DAY_MS)
