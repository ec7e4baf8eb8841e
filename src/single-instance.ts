import { rename, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { z } from 'zod'
import { readLines } from './single-instance/read-lines.ts'
import { connectTo, findSocketPath } from './single-instance/socket-path.ts'

/** Runs one command line for somebody else; what it writes goes to him as it comes. */
export type OnCommand = (argv: string[], write: (text: string) => void) => Promise<number>
export type Lock = { release(): Promise<void> }

/**
 * Takes `dataDir` for this process: two on one embedded database corrupt it. The lock is a socket in it, so
 * that it ends with its process however that dies, and so that others can hand their command lines over.
 */
export async function takeInstanceLock(
  dataDir: string,
  onCommand: OnCommand,
): Promise<'held by another' | Lock> {
  const path = await findSocketPath(dataDir)
  for (let attempt = 0; attempt < 5; attempt++) {
    const server = await listenOn(path, onCommand)
    if (server) return { release: () => closeServer(server) }
    if (await isAlive(path)) return 'held by another'
    await setAside(path)
  }
  throw new Error(
    `${path} can neither be connected to nor replaced; expected a socket of Permanence or nothing`,
  )
}

/** Null when something has that name already. */
function listenOn(path: string, onCommand: OnCommand): Promise<Server | null> {
  const server = createServer((socket) => {
    answer(socket, onCommand).catch(() => socket.destroy())
  })
  const { promise, resolve, reject } = Promise.withResolvers<Server | null>()
  server.once('error', (error) =>
    'code' in error && error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
  )
  // The socket is made inside `listen`: nobody else may write to it.
  const before = process.umask(0o177)
  server.listen(path, () => resolve(server))
  process.umask(before)
  server.unref()
  return promise
}

async function isAlive(path: string): Promise<boolean> {
  const socket = await connectTo(path)
  socket?.destroy()
  return socket !== null
}

/**
 * Moves the socket of a dead process out of the way. Should a living one have come in between, it gets its
 * name back.
 */
async function setAside(path: string): Promise<void> {
  const aside = `${path}.${process.pid}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return
    throw error
  }
  if (await isAlive(aside)) await rename(aside, path)
  else await rm(aside, { force: true })
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
    socket.end()
    return
  }
}

function send(socket: Socket, message: object): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`)
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())))
}
