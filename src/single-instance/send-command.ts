import type { Socket } from 'node:net'
import { z } from 'zod'
import { readLines } from './read-lines.ts'
import { connectTo, findSocketPath } from './socket-path.ts'

const replySchema = z.union([z.strictObject({ write: z.string() }), z.strictObject({ exitCode: z.int() })])

/** Has the process that holds `dataDir` run a command line; answers its exit code. */
export async function sendCommand(
  dataDir: string,
  argv: readonly string[],
  write: (text: string) => void,
): Promise<number> {
  const socket = await connectTo(await findSocketPath(dataDir))
  if (!socket) throw new Error(`The server of ${dataDir} is just starting or stopping; run the command again`)
  try {
    socket.write(`${JSON.stringify({ argv })}\n`)
    return await replyOf(socket, write)
  } finally {
    socket.destroy()
  }
}

async function replyOf(socket: Socket, write: (text: string) => void): Promise<number> {
  for await (const line of readLines(socket)) {
    const reply = replySchema.parse(JSON.parse(line))
    if ('exitCode' in reply) return reply.exitCode
    write(reply.write)
  }
  throw new Error(
    'The server stopped before the command was done; an import is done as a whole or not at all',
  )
}
