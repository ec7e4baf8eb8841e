type Keyed = Readonly<Record<string, unknown>>

/**
 * The items in the order of these keys, one of them then moved (`up.key`, `down.key`). Items that came meanwhile stay
 * at the end; keys of items that went are passed over.
 */
export function newOrder<T extends Keyed>(items: readonly T[], order: readonly string[], move: string): T[] {
  const named = [...new Set(order)].flatMap((key) => items.filter((item) => item.key === key))
  const all = [...named, ...items.filter((item) => !named.includes(item))]
  const [direction, ...rest] = move.split('.')
  const from = all.findIndex((item) => item.key === rest.join('.'))
  const to = direction === 'up' ? from - 1 : direction === 'down' ? from + 1 : from
  const moved = all[from]
  if (!moved || to < 0 || to >= all.length) return all
  return all.toSpliced(from, 1).toSpliced(to, 0, moved)
}
