import { readFile, rename, unlink, utimes, writeFile } from 'node:fs/promises'
import { laneOf, type SpoolEntry } from './entry.ts'

/** What became of an entry: it is in the database, or its turn has not come yet. */
export type Replayed = 'entered' | 'later'
/** Throws when the entry could not be entered; `triedSince` is when its file was first tried. */
export type Enter = (entry: SpoolEntry, triedSince: Date) => Promise<Replayed>

/** After so many failures in a row the database has gone again, and the rest waits untried. */
const mostFailures = 3
/** So many calls at once: commits share their flush, and the answer path keeps half of its connections. */
const lanesAtOnce = 5
const entriesAStep = 200

/** Enters file after file; throws in the end when entries failed, which are kept like those left for later. */
export async function enterFiles(paths: readonly string[], enter: Enter): Promise<number> {
  let entered = 0
  const failures: unknown[] = []
  for (const path of paths) {
    const result = await enterFile(path, enter)
    entered += result.entered
    failures.push(...result.failures)
    if (result.isGone) break
  }
  if (failures.length > 0)
    throw new Error(`${entered} entries were entered, ${failures.length} failed`, { cause: failures[0] })
  return entered
}

/**
 * Step by step, so that a process that is killed again and again gets on: what a step has entered is taken out
 * of the file. Killed in the middle of a step, it enters the entries of that step twice.
 */
async function enterFile(path: string, enter: Enter) {
  const text = await readFile(path, 'utf8').catch(() => '')
  const entries = text.split('\n').flatMap(parseLine)
  const kept: SpoolEntry[] = []
  const failures: unknown[] = []
  let isGone = false
  for (let n = 0; n < entries.length && !isGone; n += entriesAStep) {
    const step = entries.slice(n, n + entriesAStep)
    const result = await enterStep(step, (entry) => enter(entry, sinceOf(path)))
    kept.push(...result.kept)
    failures.push(...result.failures)
    isGone = result.isGone
    const rest = entries.slice(n + entriesAStep)
    if (result.kept.length < step.length) await rewrite(path, [...kept, ...rest])
    if (isGone) kept.push(...rest)
  }
  await putAway(path, kept.length, isGone)
  return { entered: entries.length - kept.length, failures, isGone }
}

/** Entries of one call one after the other, those of different calls at once; one that fails holds up no other. */
async function enterStep(entries: readonly SpoolEntry[], enter: (entry: SpoolEntry) => Promise<Replayed>) {
  const kept = new Set(entries)
  const failures: unknown[] = []
  let inARow = 0
  const tryOne = async (entry: SpoolEntry) => {
    if (inARow >= mostFailures) return
    try {
      if ((await enter(entry)) === 'entered') kept.delete(entry)
      inARow = 0
    } catch (failure) {
      failures.push(failure)
      inARow += 1
    }
  }
  const lanes = Map.groupBy(entries, laneOf).values()
  const drive = async () => {
    for (const lane of lanes) for (const entry of lane) await tryOne(entry)
  }
  await Promise.all(Array.from({ length: lanesAtOnce }, drive))
  return { kept: [...kept], failures, isGone: inARow >= mostFailures }
}

/** Written beside and renamed, so that at every moment one whole file is there. */
async function rewrite(path: string, entries: readonly SpoolEntry[]): Promise<void> {
  const part = `${path}.part`
  const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
  await writeFile(part, text, { flush: true })
  await rename(part, path)
}

async function putAway(path: string, left: number, isGone: boolean): Promise<void> {
  if (left === 0) return unlink(path).catch(() => {})
  const now = new Date()
  // Another process may have taken it meanwhile, if this one stood still for a minute.
  await utimes(path, now, now).catch(() => {})
  if (!isGone) await rename(path, path.replace(/\.replay$/, '.later')).catch(() => {})
}

const sinceOf = (path: string): Date => new Date(Number(/\.(\d+)\.\d+\.\w+$/.exec(path)?.[1]))

/** A line cut off by a power failure was never answered for: its caller got no answer from us. */
function parseLine(line: string): SpoolEntry[] {
  try {
    return [JSON.parse(line)]
  } catch {
    return []
  }
}
