import { within } from './clock.ts'
import type { Leg } from './leg.ts'

/** Seconds somebody takes to find the key, and between two keys. */
const FINDING_SECONDS = 1
const NEXT_KEY_SECONDS = 0.3

export type Keys = {
  /** The next key, or `undefined` when none comes within the seconds. */
  next(seconds: number): Promise<string | undefined>
  /** Resolves at the first key. */
  first: Promise<void>
  close(): void
}

/** Keys pressed outside an open `listen` are lost, save those a test typed ahead. */
export function press(leg: Leg, digits: string): void {
  for (const key of digits) {
    if (leg.onKey) leg.onKey(key)
    else if (leg.clock.pace === 'instant') leg.typedAhead.push(key)
  }
}

export function listen(leg: Leg): Keys {
  const pressed: string[] = []
  const { promise: first, resolve: resolveFirst } = Promise.withResolvers<void>()
  let wake = () => {}
  leg.onKey = (key) => {
    pressed.push(key)
    resolveFirst()
    wake()
  }
  press(leg, leg.typedAhead.splice(0).join(''))
  const wait = () => new Promise<void>((resolve) => (wake = resolve))
  return {
    first,
    close: () => {
      leg.onKey = null
    },
    next: async (seconds) => {
      if (pressed.length === 0) await waitForPerson(leg, seconds, wait())
      leg.interrupt.signal.throwIfAborted()
      return pressed.shift()
    },
  }
}

/** Waits for somebody; a person acting by hand at an instant pace has all the time in the world. */
export async function waitForPerson<T>(leg: Leg, seconds: number, act: Promise<T>): Promise<T | undefined> {
  const { signal } = leg.interrupt
  const orAborted = (signal: AbortSignal) =>
    Promise.race([act, new Promise<never>((_, reject) => onAbort(signal, reject))])
  if (standsStill(leg)) return standStill(leg, seconds, orAborted(signal))
  return within(leg.clock, seconds, signal, orAborted)
}

export function standsStill({ person, clock }: Leg): boolean {
  return person.byHand && clock.pace === 'instant'
}

/** Time stands still until she acts, or lets these seconds pass: see `waitOut`. */
export async function standStill<T>(leg: Leg, seconds: number, act: Promise<T>): Promise<T | undefined> {
  const { promise: passed, resolve: letPass } = Promise.withResolvers<undefined>()
  leg.standstills += 1
  leg.letPass = () => letPass(undefined)
  leg.changed()
  try {
    const first = Promise.race([act.then((value) => ({ value })), passed])
    const acted = await leg.clock.during(first)
    if (acted) return acted.value
  } finally {
    leg.letPass = null
  }
  await leg.clock.sleep(seconds, leg.interrupt.signal)
  return undefined
}

/** She does nothing until the time of what waits for her is over; false when nothing does. */
export function waitOut(leg: Leg): boolean {
  const { letPass } = leg
  letPass?.()
  return letPass !== null
}

function onAbort(signal: AbortSignal, reject: (reason: unknown) => void): void {
  if (signal.aborted) reject(signal.reason)
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
}

/** A scripted person types once the prompt is over. */
export async function typeScript(leg: Leg): Promise<void> {
  const digits = leg.person.presses.shift()
  if (!digits) return
  try {
    await leg.clock.sleep(FINDING_SECONDS, leg.interrupt.signal)
    for (const key of digits) {
      leg.onKey?.(key)
      await leg.clock.sleep(NEXT_KEY_SECONDS, leg.interrupt.signal)
    }
  } catch {
    // The leg ended, or another document took over, while she was typing.
  }
}
