import { createHash } from 'node:crypto'
import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What fits into sockaddr_un everywhere: 104 bytes on macOS, 108 on Linux, both with the closing zero. */
const longestPath = 103

/**
 * The socket on which the instance that has this folder takes commands. Where its path would be too long, the socket is in the temporary folder
 * and a file in `dataDir` says where, so that processes with other temporary folders find the same.
 */
export async function findSocketPath(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true })
  const folder = await realpath(dataDir)
  const inside = join(folder, 'instance.sock')
  if (Buffer.byteLength(inside) <= longestPath) return inside
  const pointer = join(folder, 'instance.sock-is-at')
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const outside = join(tmpdir(), `permanence-${hash}.sock`)
  await writeFile(pointer, outside, { flag: 'wx' }).catch(ignoreExisting)
  return (await readFile(pointer, 'utf8')).trim()
}

/** Null when nobody listens there. */
export function connectTo(path: string): Promise<Socket | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket | null>()
  const socket = connect(path, () => resolve(socket))
  const nobody = ['ECONNREFUSED', 'ENOENT', 'ENOTSOCK']
  socket.once('error', (error) =>
    'code' in error && nobody.includes(String(error.code)) ? resolve(null) : reject(error),
  )
  return promise
}

function ignoreExisting(error: unknown): void {
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return
  throw error
}
