import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { quickStart } from './support/quick-start.ts'
import { findFreePort } from './support/server-process.ts'
import { until } from './support/until.ts'

let folder: string
let port: number
const started: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'permanence-start-'))
  port = await findFreePort()
})
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

/** `npm start` as it ends up: Node on src/main.ts, with a data folder of its own. */
function start(more: Record<string, string> = {}) {
  const env = { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'info', ...more }
  const args = [...quickStart, 'src/main.ts']
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  return { child, said: () => said, ended: once(child, 'exit') }
}

const isUp = () =>
  fetch(`http://127.0.0.1:${port}/livez`).then(
    (answer) => answer.ok,
    () => false,
  )
const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).json()

/** Rings Cabinet Morel as the nuisance caller, through the demo's own exchange. */
const ring = () => send('calls', { from: '+33199009999', to: '+33199001001' })

const send = (path: string, body: object) =>
  fetch(`http://127.0.0.1:${port}/simulator/api/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })

test('it starts, takes a call, refuses a second start, keeps its data, tells nobody, and leaves nothing behind', async () => {
  const first = start()
  await until('the first start answers', isUp, 180_000)
  await until('it says what to open', () => first.said().includes(`http://localhost:${port}/simulator`))
  expect(await ask('/livez')).toEqual({ alive: true })
  const checks = { database: 'ok', disk: 'ok', spool: 'ok', running: 'ok' }
  expect(await ask('/readyz')).toEqual({ ready: true, checks })
  await until('it has its past', () => first.said().includes('"demo.pastWritten"'))
  await ring()
  await until('the call is received', () => first.said().includes('"call.received"'))

  const second = start({ PORT: String(await findFreePort()) })
  expect((await second.ended)[0]).toBe(1)
  expect(second.said()).toContain('Permanence est déjà en marche')

  first.child.kill('SIGINT')
  expect((await first.ended)[0]).toBe(0)
  expect(await isUp()).toBe(false)

  const again = start({ LOG_LEVEL: 'trace', TWILIO_AUTH_TOKEN: 'canary-token-4711' })
  await until('it answers again', isUp, 180_000)
  expect(await runTry()).toContain('blocked')
  await send('texts', { from: '+33199002002', to: '+33199001001', body: 'canary-words of a caller' })
  await ring()
  await until('both are received', () =>
    /text\.received[\s\S]*call\.received|call\.received[\s\S]*text\.received/.test(again.said()),
  )
  await until('a delivery is told', () => again.said().includes('"delivery.'))
  again.child.kill('SIGTERM')
  expect((await again.ended)[0]).toBe(0)
  expect(await readdir(folder)).toContain('database')
  for (const canary of canaries) expect(again.said()).not.toContain(canary)
}, 400_000)

/** Numbers, names, texts and tokens of those who call, and of whom they call: no log holds them. */
const canaries = ['canary-words', 'canary-token', '33199002002', '33199009999', '33199001111', 'Blanc', '/l/']

/** `npm run agency -- try` beside the running server, which executes it. */
async function runTry(): Promise<string> {
  const args = [
    ...quickStart,
    'src/clients/agency-command.ts',
    'try',
    '--line',
    '+33199001001',
    '--from',
    '+33199009999',
  ]
  const child = spawn(process.execPath, args, { env: { ...process.env, DATA_DIR: folder } })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  await once(child, 'exit')
  return said
}
