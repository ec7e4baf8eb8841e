/** A statement takes at most 65,535 parameters. */
const mostAtOnce = 5_000

/** Asks for many ids, some thousands at a time. */
export async function inChunks<I, O>(
  items: readonly I[],
  find: (some: I[]) => PromiseLike<readonly O[]>,
): Promise<O[]> {
  const found: O[] = []
  for (let n = 0; n < items.length; n += mostAtOnce)
    found.push(...(await find(items.slice(n, n + mostAtOnce))))
  return found
}
