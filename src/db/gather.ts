/** Raised when a statement got no place, or none in time: the answer is given from memory instead. */
export class TooBusy extends Error {
  override name = 'TooBusy'
}

/**
 * How long a newcomer waits for the statement before him, so that those who come meanwhile go together into the
 * next: half as many statements for the same calls. Whoever finds none running goes at once.
 */
const companyMs = 2

type Waiting<I, O> = {
  item: I
  signal: AbortSignal
  resolve: (output: O) => void
  reject: (reason: unknown) => void
}

/**
 * Gathers what arrives at the same time into one statement. At most `inFlight` statements run at once; what
 * comes meanwhile goes together into the next, at most `size` in one. Where every place has been taken for
 * `stuckMs`, the database is not answering, and newcomers are refused at once.
 *
 * `run` answers one output an input, in their order. If a statement with several inputs fails, each is tried
 * alone, so that one bad row harms nobody else. What is given up while it waits is not run at all; what is
 * given up while it runs may still take effect.
 */
export function gatherInto<I, O>(
  run: (items: readonly I[]) => Promise<readonly O[]>,
  limits: { inFlight: number; size: number; stuckMs: number },
): (item: I, signal: AbortSignal) => Promise<O> {
  const waiting = new Set<Waiting<I, O>>()
  const startedAt = new Set<{ at: number }>()
  let planned = false

  const isStuck = () => {
    if (startedAt.size < limits.inFlight) return false
    const newest = Math.max(...[...startedAt].map((started) => started.at))
    return performance.now() - newest > limits.stuckMs
  }
  const next = () => {
    planned = false
    if (startedAt.size >= limits.inFlight || waiting.size === 0) return
    const batch = [...waiting].slice(0, limits.size)
    for (const one of batch) waiting.delete(one)
    const started = { at: performance.now() }
    startedAt.add(started)
    void runBatch(run, batch).finally(() => {
      startedAt.delete(started)
      next()
    })
    if (waiting.size > 0) plan()
  }
  const plan = () => {
    if (planned) return
    planned = true
    if (startedAt.size === 0 || waiting.size >= limits.size) setImmediate(next)
    else setTimeout(next, companyMs)
  }
  return async (item, signal) => {
    if (signal.aborted || isStuck()) throw new TooBusy('every statement in flight is stuck')
    const { promise, resolve, reject } = Promise.withResolvers<O>()
    const one: Waiting<I, O> = { item, signal, resolve, reject }
    const giveUp = () => {
      waiting.delete(one)
      reject(new TooBusy('no answer in time'))
    }
    signal.addEventListener('abort', giveUp, { once: true })
    waiting.add(one)
    plan()
    return promise.finally(() => signal.removeEventListener('abort', giveUp))
  }
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
    for (const one of batch) if (!one.signal.aborted) await runBatch(run, [one])
  }
}

function settle<I, O>(one: Waiting<I, O>, output: O | undefined): void {
  if (output === undefined) one.reject(new Error('the statement answered fewer rows than it was given'))
  else one.resolve(output)
}
