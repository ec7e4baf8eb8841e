/** Draws that fall the same way at every start (mulberry32). */
export type Chance = {
  /** Whole, both ends included. */
  between(from: number, to: number): number
  happens(share: number): boolean
  of<T>(some: readonly [T, ...T[]]): T
  /** Index of a weight, as often as it weighs. */
  weighed(weights: readonly number[]): number
}

export function chanceOf(seed: number): Chance {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    happens: (share) => next() < share,
    of: (some) => some[Math.floor(next() * some.length)] ?? some[0],
    weighed(weights) {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0)
      const found = weights.findIndex((weight) => {
        left -= weight
        return left < 0
      })
      return Math.max(0, found)
    },
  }
}
