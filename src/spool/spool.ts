import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { type FileHandle, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { SpoolEntry } from './entry.ts'

/** What became of an entry: it is in the database, its turn has not come yet, or nobody owns it. */
export type Replayed = 'entered' | 'later'

/**
 * Where an answer given without the database is written before it is given: one file for each process, flushed
 * to the disk, one JSON line an entry. When the database is back, every process enters its own file and those
 * of processes that died.
 */
export type Spool = {
  /** Resolves once the entry is on the disk. */
  append(entry: SpoolEntry): Promise<void>
  /** Hands over every entry in the order it was written. An entry that fails is kept, and so are those after it. */
  replay(enter: (entry: SpoolEntry) => Promise<Replayed>): Promise<number>
  isEmpty(): Promise<boolean>
  close(): Promise<void>
}

export function openSpool(dataDir: string): Spool {
  const folder = join(dataDir, 'spool')
  mkdirSync(folder, { recursive: true })
  const name = `${process.pid}.${randomUUID()}`
  const file = join(folder, `${name}.jsonl`)
  let handle: FileHandle | null = null
  let lastWrite: Promise<void> = Promise.resolve()
  let replaying = false

  const write = async (entry: SpoolEntry) => {
    handle ??= await open(file, 'a')
    await handle.appendFile(`${JSON.stringify(entry)}\n`)
    await handle.datasync()
  }
  const append = (entry: SpoolEntry) => {
    const written = lastWrite.then(() => write(entry))
    lastWrite = written.catch(() => {})
    return written
  }
  /** Sets the file aside, so that what comes meanwhile goes to a new one. */
  const setAside = async () => {
    await lastWrite
    if (!handle) return
    await handle.close()
    handle = null
    await rename(file, join(folder, `${name}.${Date.now()}.replay`))
  }
  return {
    append,
    async replay(enter) {
      if (replaying) return 0
      replaying = true
      try {
        lastWrite = lastWrite.then(setAside)
        await lastWrite
        let entered = 0
        for (const left of await leftBehind(folder, name))
          entered += await enterFile(folder, left, enter, append)
        return entered
      } finally {
        replaying = false
      }
    },
    isEmpty: async () => (await readdir(folder)).length === 0,
    async close() {
      await lastWrite
      await handle?.close()
    },
  }
}

/** Files of this process that were set aside, and those of processes that are no more. */
async function leftBehind(folder: string, name: string): Promise<string[]> {
  const files = (await readdir(folder)).sort()
  return files.filter((file) => (file.startsWith(`${name}.`) ? file.endsWith('.replay') : isOrphan(file)))
}

/** The number of this very process on a file that is not its own is that of a predecessor in a container. */
function isOrphan(file: string): boolean {
  const pid = Number(file.split('.')[0])
  if (pid === process.pid) return true
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

async function enterFile(
  folder: string,
  file: string,
  enter: (entry: SpoolEntry) => Promise<Replayed>,
  putBack: (entry: SpoolEntry) => Promise<void>,
): Promise<number> {
  const path = join(folder, file)
  const entries = (await readFile(path, 'utf8')).split('\n').flatMap(parseLine)
  let entered = 0
  for (const entry of entries) {
    if ((await enter(entry)) === 'entered') entered++
    else await putBack(entry)
  }
  await unlink(path)
  return entered
}

/** A line cut off by a power failure was never answered for: its caller got no answer from us. */
function parseLine(line: string): SpoolEntry[] {
  try {
    return [JSON.parse(line)]
  } catch {
    return []
  }
}
