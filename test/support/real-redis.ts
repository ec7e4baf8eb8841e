import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRedisServer } from '../../scripts/installed-parts.mjs'
import {
  findFreePort,
  guardFolder,
  type ServerProcess,
  startProcess,
  waitUntilReady,
} from './server-process.ts'

export interface RealRedis {
  readonly url: string
  /** Process number of the server; another one after a restart. */
  readonly pid: number
  /** Stops the server in its tracks; connections hang until `thaw`. */
  freeze(): void
  thaw(): void
  /** SIGKILL; what was not yet written to the append-only file is lost. */
  kill(): Promise<void>
  /** Starts again on the same port and data; a server that still runs is killed before. */
  restart(): Promise<void>
  /** Empties it, as an operator's FLUSHALL would. */
  flushAll(): Promise<void>
  /** Ends it and removes the data. */
  stop(): Promise<void>
}

/** Starts a Redis of its own in a temporary folder; it ends with the process that started it. */
export async function startRealRedis(): Promise<RealRedis> {
  const command = findRedisServer()
  if (command === null) throw new Error('Redis is not installed on this machine')
  const folder = mkdtempSync(join(tmpdir(), 'permanence-redis-'))
  guardFolder(folder)
  const port = await findFreePort()
  const start = () => startServer(command, folder, port)
  let server = await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return server.pid
    },
    freeze: () => server.freeze(),
    thaw: () => server.thaw(),
    kill: () => server.kill(),
    async restart() {
      await server.kill()
      server = await start()
    },
    async flushAll() {
      const answer = await send(port, 'FLUSHALL')
      if (answer !== '+OK') throw new Error(`FLUSHALL was answered with ${answer}`)
    },
    async stop() {
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

// The settings that operations.md asks of a production Redis.
async function startServer(command: string, folder: string, port: number): Promise<ServerProcess> {
  const durability = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec']
  const limits = ['--maxmemory-policy', 'noeviction']
  const place = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--daemonize', 'no']
  const server = startProcess({ command, args: [...place, ...durability, ...limits], folder })
  await waitUntilReady(server, folder, async () => (await send(port, 'PING').catch(() => '')) === '+PONG')
  return server
}

// One inline command on a connection of its own; the first line of the answer.
function send(port: number, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`))
    socket.once('data', (data) => {
      resolve(data.toString().split('\r\n')[0] ?? '')
      socket.destroy()
    })
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('the connection was closed')))
  })
}
