import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRadicale } from '../../scripts/installed-parts.mjs'
import {
  findFreePort,
  guardFolder,
  type ServerProcess,
  startProcess,
  waitUntilReady,
} from './server-process.ts'

export interface RealRadicale {
  /** Without a slash at the end. */
  readonly url: string
  /** Stops the server in its tracks; connections hang until `thaw`. */
  freeze(): void
  thaw(): void
  kill(): Promise<void>
  /** Starts again on the same port and data. */
  restart(): Promise<void>
  /** Asks as Me Morel does: her calendar's address is `/morel/agenda/`. */
  ask(method: string, path: string, body?: string, headers?: Record<string, string>): Promise<Response>
  /** Writes items straight into the store, by their file names: thousands at once. */
  store(items: ReadonlyMap<string, string>): void
  /** Ends it and removes the data. */
  stop(): Promise<void>
}

export const radicaleUser = { username: 'morel', password: 'mot de passe é' }
const authorization = `Basic ${Buffer.from(`${radicaleUser.username}:${radicaleUser.password}`).toString('base64')}`

/** It insists on every item being on the disk at once: in memory that costs nothing. */
const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** A calendar server of its own in a temporary folder, with one user and her calendar; it ends with the test. */
export async function startRealRadicale(): Promise<RealRadicale> {
  const command = findRadicale()
  if (command === null) throw new Error('Radicale is not installed on this machine')
  const folder = mkdtempSync(join(parent, 'permanence-radicale-'))
  guardFolder(folder)
  const port = await findFreePort()
  const agenda = join(folder, 'collections', 'collection-root', radicaleUser.username, 'agenda')
  mkdirSync(agenda, { recursive: true })
  const props = {
    tag: 'VCALENDAR',
    'D:displayname': 'Agenda',
    'C:supported-calendar-component-set': 'VEVENT',
  }
  writeFileSync(join(agenda, '.Radicale.props'), JSON.stringify(props))
  writeFileSync(join(folder, 'users'), `${radicaleUser.username}:${radicaleUser.password}\n`)
  writeFileSync(join(folder, 'config'), configOf(folder, port))
  const url = `http://127.0.0.1:${port}`
  const start = () => startServer(command, folder, url)
  let server = await start()
  return {
    url,
    freeze: () => server.freeze(),
    thaw: () => server.thaw(),
    kill: () => server.kill(),
    async restart() {
      await server.kill()
      server = await start()
    },
    ask: (method, path, body, headers = {}) =>
      fetch(url + path, {
        method,
        headers: { authorization, 'content-type': 'text/calendar; charset=utf-8', ...headers },
        ...(body !== undefined && { body }),
      }),
    store(items) {
      for (const [name, text] of items) writeFileSync(join(agenda, name), text)
    },
    async stop() {
      await server.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const configOf = (folder: string, port: number) => `[server]
hosts = 127.0.0.1:${port}
max_content_length = 100000000
timeout = 600
[auth]
type = htpasswd
htpasswd_filename = ${folder}/users
htpasswd_encryption = plain
delay = 0
[rights]
type = owner_only
[storage]
filesystem_folder = ${folder}/collections
[web]
type = none
`

async function startServer(command: string, folder: string, url: string): Promise<ServerProcess> {
  const server = startProcess({ command, args: ['--config', join(folder, 'config')], folder })
  await waitUntilReady(server, folder, () =>
    fetch(url).then(
      () => true,
      () => false,
    ),
  )
  return server
}
