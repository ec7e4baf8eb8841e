/** `all`: whether or not it changed. */
export type Changed = ReadonlySet<number> | 'all'

export type Rounds = {
  ask(changed: readonly number[] | 'all'): void
  stop(): void
}

/** From the beginning of a round to that of the next: what changes meanwhile goes out together. */
const everyMs = 50
/** After a long round other work has its turn for so much of its time, before the next begins. */
const restShare = 1 / 4

/** One round at a time, for all that was asked for since the one before began; the first at once. */
export function keepRounds(round: (changed: Changed) => Promise<void>): Rounds {
  let asked: { all: boolean; ids: Set<number> } | null = null
  let timer: NodeJS.Timeout | null = null
  let isRunning = false
  let notBefore = 0
  const arrange = () => {
    if (isRunning || !asked) return
    timer ??= setTimeout(run, Math.max(0, notBefore - performance.now()))
  }
  async function run() {
    const now = asked ?? { all: false, ids: new Set<number>() }
    asked = null
    timer = null
    isRunning = true
    const startedAt = performance.now()
    await round(now.all ? 'all' : now.ids)
    const endedAt = performance.now()
    notBefore = Math.max(startedAt + everyMs, endedAt + (endedAt - startedAt) * restShare)
    isRunning = false
    arrange()
  }
  return {
    ask(changed) {
      asked ??= { all: false, ids: new Set() }
      if (changed === 'all') asked.all = true
      else for (const id of changed) asked.ids.add(id)
      arrange()
    },
    stop() {
      if (timer) clearTimeout(timer)
      isRunning = true
    },
  }
}
