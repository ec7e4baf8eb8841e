/** Raised when a statement got no place, or none in time: the answer is given from memory instead. */
export class TooBusy extends Error {
  override name = 'TooBusy'
}

type Waiting<I, O> = {
  item: I
  resolve: (output: O) => void
  reject: (reason: unknown) => void
  givenUp: boolean
}

/**
 * Gathers what arrives at the same time into one statement. At most `inFlight` statements run at once; what
 * comes meanwhile goes together into the next, at most `size` in one. Where every place has been taken for
 * `stuckMs`, the database is not answering, and newcomers are refused at once.
 *
 * `run` answers one output an input, in their order. If a statement with several inputs fails, each is tried
 * alone, so that one bad row harms nobody else.
 */
export function gatherInto<I, O>(
  run: (items: readonly I[]) => Promise<readonly O[]>,
  limits: { inFlight: number; size: number; stuckMs: number },
): (item: I, signal: AbortSignal) => Promise<O> {
  const waiting: Waiting<I, O>[] = []
  const startedAt = new Set<{ at: number }>()
  let planned = false

  const isStuck = () => {
    if (startedAt.size < limits.inFlight) return false
    const newest = Math.max(...[...startedAt].map((started) => started.at))
    return performance.now() - newest > limits.stuckMs
  }
  const next = () => {
    planned = false
    if (startedAt.size >= limits.inFlight) return
    const batch = waiting.splice(0, limits.size).filter((one) => !one.givenUp)
    if (batch.length === 0) return
    const started = { at: performance.now() }
    startedAt.add(started)
    void runBatch(run, batch).finally(() => {
      startedAt.delete(started)
      next()
    })
  }
  const plan = () => {
    if (planned) return
    planned = true
    setImmediate(next)
  }
  return (item, signal) =>
    new Promise((resolve, reject) => {
      if (isStuck()) return reject(new TooBusy('every statement in flight is stuck'))
      const one: Waiting<I, O> = { item, resolve, reject, givenUp: false }
      signal.addEventListener('abort', () => giveUp(one, reject), { once: true })
      waiting.push(one)
      plan()
    })
}

function giveUp<I, O>(one: Waiting<I, O>, reject: (reason: unknown) => void): void {
  one.givenUp = true
  reject(new TooBusy('no answer in time'))
}

async function runBatch<I, O>(
  run: (items: readonly I[]) => Promise<readonly O[]>,
  batch: readonly Waiting<I, O>[],
): Promise<void> {
  try {
    const outputs = await run(batch.map((one) => one.item))
    for (const [n, one] of batch.entries()) settle(one, outputs[n])
  } catch (error) {
    if (batch.length === 1) return batch[0]?.reject(error)
    await Promise.all(batch.map((one) => runBatch(run, [one])))
  }
}

function settle<I, O>(one: Waiting<I, O>, output: O | undefined): void {
  if (output === undefined) one.reject(new Error('the statement answered fewer rows than it was given'))
  else one.resolve(output)
}
