import { zoneOffsetMs } from './local-time.ts'

const DAY_MS = 86_400_000
/** Thousands of executives share a few times of day. */
const known = new Map<string, Date>()
const knownAtMost = 2_000

/**
 * The instant at which clocks in `timeZone` show this date (2026-12-24) and time (18:30). What they show twice
 * in October counts the first time; what they leap over in March counts by as much later (02:30 is 03:30).
 */
export function instantOf(date: string, time: string, timeZone: string): Date {
  const key = `${date} ${time} ${timeZone}`
  const found = known.get(key)
  if (found) return found
  if (known.size >= knownAtMost) known.clear()
  const instant = findInstant(Date.parse(`${date}T${time}Z`), timeZone)
  known.set(key, instant)
  return instant
}

/** Offsets a day before and a day after are those on either side of a change of clocks, if there is one. */
function findInstant(wallMs: number, timeZone: string): Date {
  const [before, after] = [-DAY_MS, DAY_MS].map((apart) => {
    const offsetMs = zoneOffsetMs(new Date(wallMs + apart), timeZone)
    const instant = new Date(wallMs - offsetMs)
    return { instant, isShown: zoneOffsetMs(instant, timeZone) === offsetMs }
  })
  if (!before || !after) throw new Error('two offsets give two instants')
  return after.isShown && !before.isShown ? after.instant : before.instant
}
