import { rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { readLines } from './single-instance/read-lines.ts'
import { findSocketPath } from './single-instance/socket-path.ts'

/** Runs one command line for somebody else; what it writes goes to him as it comes. */
export type OnCommand = (argv: string[], write: (text: string) => void) => Promise<number>
export type Lock = { release(): Promise<void> }

/**
 * Takes `dataDir` for this process: two on one embedded database corrupt it. Whoever has it listens on a
 * socket in it, so that others can hand their command lines over.
 */
export async function takeInstanceLock(
  dataDir: string,
  onCommand: OnCommand,
): Promise<'held by another' | Lock> {
  const socketPath = await findSocketPath(dataDir)
  const lock = lockFile(join(dataDir, 'instance.lock'))
  if (!lock) return 'held by another'
  try {
    // Whoever left a socket here is dead, since the lock is ours.
    await rm(socketPath, { force: true })
    const server = await listenOn(socketPath, onCommand)
    return { release: () => release(server, lock) }
  } catch (error) {
    lock.close()
    throw error
  }
}

/**
 * Null when another process has it. The lock is one of the operating system's, which Node offers through
 * SQLite alone: it ends with the process, however that dies, and of many who want it one gets it.
 */
function lockFile(path: string): DatabaseSync | null {
  const file = new DatabaseSync(path)
  try {
    file.exec('pragma busy_timeout = 0; pragma locking_mode = exclusive; begin exclusive')
    return file
  } catch (error) {
    file.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return null
    throw error
  }
}

const SQLITE_BUSY = 5

function listenOn(path: string, onCommand: OnCommand): Promise<Server> {
  const server = createServer((socket) => {
    answer(socket, onCommand).catch(() => socket.destroy())
  })
  const { promise, resolve, reject } = Promise.withResolvers<Server>()
  server.once('error', reject)
  // The socket's file is made inside `listen`: nobody else may write to it.
  const before = process.umask(0o177)
  server.listen(path, () => resolve(server))
  process.umask(before)
  server.unref()
  return promise
}

const requestSchema = z.strictObject({ argv: z.array(z.string()) })

async function answer(socket: Socket, onCommand: OnCommand): Promise<void> {
  socket.on('error', () => socket.destroy())
  for await (const line of readLines(socket)) {
    const { argv } = requestSchema.parse(JSON.parse(line))
    const write = (text: string) => send(socket, { write: text })
    const exitCode = await onCommand(argv, write).catch((error) => {
      write(`The command failed: ${error instanceof Error ? error.message : error}\n`)
      return 1
    })
    send(socket, { exitCode })
    break
  }
  socket.end()
}

function send(socket: Socket, message: object): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`)
}

async function release(server: Server, lock: DatabaseSync): Promise<void> {
  if (!lock.isOpen) return
  await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())))
  lock.close()
}
