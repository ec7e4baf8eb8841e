import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { claimFiles, isSpooled } from './claim-files.ts'
import { type Enter, enterFiles } from './enter-file.ts'
import { laneOf, type SpoolEntry } from './entry.ts'

/**
 * Where an answer given without the database is written before it is given: one file for each process, flushed
 * to the disk, one JSON line an entry. When the database is back, every process enters its own file and those
 * of processes that died.
 */
export type Spool = {
  /** Resolves once the entry is on the disk; entries that come at the same time share one flush. */
  append(entry: SpoolEntry): Promise<void>
  /** Hands over every entry in the order it was written; answers how many were entered. Throws when some failed. */
  replay(enter: Enter): Promise<number>
  /** What this process has written about that call or text and is not entered yet. */
  held(lane: string): readonly SpoolEntry[]
  isEmpty(): Promise<boolean>
  /** Whether every entry has been tried: what is left then waits for its call, not for the database. */
  isDrained(): Promise<boolean>
  close(): Promise<void>
}

/** Touches the disk at the first entry only: a process whose disk is full or gone starts all the same. */
export function openSpool(dataDir: string): Spool {
  const folder = join(dataDir, 'spool')
  const name = `${process.pid}.${randomUUID()}`
  const file = openFile(folder, `${name}.jsonl`)
  const takeTurn = oneAfterTheOther()
  let gathering: { lines: string[]; written: Promise<void> } | null = null
  const held = new Map<string, SpoolEntry[]>()
  let replaying = false

  const hold = (entry: SpoolEntry) => {
    held.set(laneOf(entry), [...(held.get(laneOf(entry)) ?? []), entry])
  }
  /** The eldest of its kind: what comes back from the disk is equal to what went there, and not the same. */
  const letGo = (entry: SpoolEntry) => {
    const entries = held.get(laneOf(entry)) ?? []
    const eldest = entries.findIndex(({ kind }) => kind === entry.kind)
    const left = entries.filter((_, place) => place !== eldest)
    if (left.length > 0) held.set(laneOf(entry), left)
    else held.delete(laneOf(entry))
  }
  const gather = (line: string): Promise<void> => {
    if (gathering) {
      gathering.lines.push(line)
      return gathering.written
    }
    const lines = [line]
    const written = takeTurn(() => {
      gathering = null
      return file.write(lines)
    })
    gathering = { lines, written }
    return written
  }
  const filesNow = async () => (await readdir(folder).catch(() => [])).filter(isSpooled)
  return {
    async append(entry) {
      hold(entry)
      try {
        await gather(JSON.stringify(entry))
      } catch (error) {
        letGo(entry)
        throw error
      }
    },
    async replay(enter) {
      if (replaying) return 0
      replaying = true
      try {
        await takeTurn(file.close)
        return await enterFiles(await claimFiles(folder, name), async (entry, triedSince) => {
          const replayed = await enter(entry, triedSince)
          if (replayed === 'entered') letGo(entry)
          return replayed
        })
      } finally {
        replaying = false
      }
    },
    held: (lane) => held.get(lane) ?? [],
    isEmpty: async () => (await filesNow()).length === 0,
    isDrained: async () => (await filesNow()).every((each) => each.endsWith('.later')),
    close: () => takeTurn(file.close),
  }
}

function oneAfterTheOther() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => {})
    return done
  }
}

/** How often another process may take the file from under us in the middle of one write. */
const mostAttempts = 5

function openFile(folder: string, name: string) {
  const path = join(folder, name)
  let handle: FileHandle | null = null
  const close = async () => {
    const closing = handle
    handle = null
    await closing?.close()
  }
  /** A line begins with a new one, since a full disk may have cut the last one off. */
  const writeOnce = async (lines: readonly string[]): Promise<boolean> => {
    handle ??= await create(folder, path)
    await handle.appendFile(`\n${lines.join('\n')}\n`)
    await handle.datasync()
    return isStillAt(path, handle)
  }
  return {
    close,
    /** What went into a file that another process has taken may not have been read: it is written again. */
    async write(lines: readonly string[]): Promise<void> {
      for (let attempt = 1; attempt <= mostAttempts; attempt++) {
        try {
          if (await writeOnce(lines)) return
        } catch (error) {
          await close().catch(() => {})
          throw error
        }
        await close()
      }
      throw new Error(`${name} was taken away ${mostAttempts} times`)
    },
  }
}

/** A new file outlives a power failure only when its folder is flushed too. */
async function create(folder: string, path: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true })
  const handle = await open(path, 'a')
  const directory = await open(folder, 'r')
  await directory.sync().finally(() => directory.close())
  return handle
}

async function isStillAt(path: string, handle: FileHandle): Promise<boolean> {
  const [there, ours] = await Promise.all([stat(path).catch(() => null), handle.stat()])
  return there?.ino === ours.ino
}
