import { setTimeout as wait } from 'node:timers/promises'

/** Waits until `look` answers something, and answers it; fails with `what` after `patienceMs`. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  patienceMs = 60_000,
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    const seen = await look()
    if (seen) return seen as NonNullable<Exclude<T, false>>
    if (performance.now() > deadline) throw new Error(`Waited ${patienceMs} ms in vain until ${what}`)
    await wait(20)
  }
}
