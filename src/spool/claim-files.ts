import { readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A file that its process has not touched for so long is entered by whoever finds it. */
const staleMs = 60_000

/**
 * The files that this process is to enter now, oldest first: its own, and those of processes that are no more.
 * Each is taken by renaming it, which only one can do. `<process>.<instant>.replay` is being entered,
 * `….later` has entries whose call is not known yet; the instant tells since when.
 */
export async function claimFiles(folder: string, name: string): Promise<string[]> {
  const files = (await readdir(folder).catch(() => [])).filter(isSpooled)
  const claimed: { path: string; since: number }[] = []
  for (const file of files) {
    const isOwn = file.startsWith(`${name}.`)
    if (!isOwn && !(await isLeftBehind(folder, file))) continue
    const since = sinceOf(file)
    const path = isOwn && since !== null ? join(folder, file) : await take(folder, file, name, since)
    if (path) claimed.push({ path, since: since ?? Date.now() })
  }
  return claimed.sort((a, b) => a.since - b.since).map(({ path }) => path)
}

export const isSpooled = (file: string): boolean => /\.(jsonl|replay|later)$/.test(file)

let taken = 0

async function take(folder: string, file: string, name: string, since: number | null) {
  const ending = file.endsWith('.later') ? 'later' : 'replay'
  taken += 1
  const path = join(folder, `${name}.${since ?? Date.now()}.${taken}.${ending}`)
  try {
    await rename(join(folder, file), path)
    return path
  } catch {
    return null
  }
}

function sinceOf(file: string): number | null {
  const [, since] = /\.(\d+)\.\d+\.(?:replay|later)$/.exec(file) ?? []
  return since === undefined ? null : Number(since)
}

/** The number of this very process on a file that is not its own is that of a predecessor in a container. */
async function isLeftBehind(folder: string, file: string): Promise<boolean> {
  const pid = Number(file.split('.')[0])
  if (pid === process.pid || !isRunning(pid)) return true
  const found = await stat(join(folder, file)).catch(() => null)
  return found !== null && Date.now() - found.mtimeMs > staleMs
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}
