/** Says whether one more is within the limit; counts it if so. */
type Limit = (key: string, now: Date) => boolean

/** At most `most` of each key in any window; of the keys that are quiet nothing is kept. */
export function createLimit({ most, windowMs }: { most: number; windowMs: number }): Limit {
  const counted = new Map<string, { count: number; endsMs: number }>()
  return (key, now) => {
    const nowMs = now.getTime()
    const window = counted.get(key)
    if (window && window.endsMs > nowMs) {
      window.count += 1
      return window.count <= most
    }
    if (counted.size >= forgetAbove)
      for (const [old, { endsMs }] of counted) if (endsMs <= nowMs) counted.delete(old)
    counted.set(key, { count: 1, endsMs: nowMs + windowMs })
    return true
  }
}

const forgetAbove = 10_000
