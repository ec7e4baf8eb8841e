import { open, readFile, rename, unlink, utimes } from 'node:fs/promises'
import { laneOf, type SpoolEntry } from './entry.ts'

/** What became of an entry: it is in the database, or its turn has not come yet. */
export type Replayed = 'entered' | 'later'
/** Throws when the entry could not be entered; `triedSince` is when its file was first tried. */
export type Enter = (entry: SpoolEntry, triedSince: Date) => Promise<Replayed>

/** After so many failures in a row the database has gone again, and the rest waits untried. */
const mostFailures = 3
/** So many calls at once: commits share their flush, and the answer path keeps half of its connections. */
const lanesAtOnce = 5

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
 * Entries of one call one after the other, those of different calls at once; one that fails holds up no other.
 * Killed on the way, this leaves the file as it was: every entry may be entered twice.
 */
async function enterFile(path: string, enter: Enter) {
  const text = await readFile(path, 'utf8').catch(() => '')
  const entries = text.split('\n').flatMap(parseLine)
  const kept = new Set(entries)
  const failures: unknown[] = []
  let inARow = 0
  const tryOne = async (entry: SpoolEntry) => {
    if (inARow >= mostFailures) return
    try {
      if ((await enter(entry, sinceOf(path))) === 'entered') kept.delete(entry)
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
  const isGone = inARow >= mostFailures
  await keep(path, [...kept], { before: entries.length, isGone })
  return { entered: entries.length - kept.size, failures, isGone }
}

/** Written beside and renamed, so that at every moment one whole file is there. */
async function keep(
  path: string,
  kept: readonly SpoolEntry[],
  { before, isGone }: { before: number; isGone: boolean },
): Promise<void> {
  if (kept.length === 0) return unlink(path).catch(() => {})
  if (kept.length < before) {
    await writeWhole(`${path}.part`, kept.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
    await rename(`${path}.part`, path)
  }
  const now = new Date()
  await utimes(path, now, now)
  if (!isGone) await rename(path, path.replace(/\.replay$/, '.later'))
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(text)
    await file.datasync()
  } finally {
    await file.close()
  }
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
