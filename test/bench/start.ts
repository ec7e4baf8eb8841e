import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../support/server-process.ts'
import { until } from '../support/until.ts'
import { median } from './compare.ts'
import { sign, voiceFields } from './requests.ts'
import { cleanEnv, demoSettings, root } from './servers.ts'

type Start = { ms: number; megabytes: number }

/** From `npm start` to the first answered call; targets: 6 s on an empty data folder, 2 s on an existing one. */
export async function benchStart(): Promise<Record<string, unknown>> {
  const onEmpty: Start[] = []
  const onExisting: Start[] = []
  for (let round = 0; round < 3; round++) {
    const folder = await mkdtemp(join(tmpdir(), 'permanence-bench-'))
    onEmpty.push(await start(folder))
    onExisting.push(await start(folder))
    await rm(folder, { recursive: true })
  }
  const [emptyMs, existingMs] = [onEmpty, onExisting].map((starts) => median(starts.map(({ ms }) => ms)))
  const megabytes = median(onExisting.map((one) => one.megabytes))
  const ratio = Math.round(Math.max((emptyMs ?? 0) / 6000, (existingMs ?? 0) / 2000) * 100) / 100
  return { ratio, target: 1, emptyMs, existingMs, megabytes }
}

async function start(folder: string): Promise<Start> {
  const port = await findFreePort()
  const env = { ...cleanEnv(), ...demoSettings, PORT: `${port}`, DATA_DIR: folder }
  const startedAt = performance.now()
  const path = join(folder, 'log')
  const log = openSync(path, 'a')
  // A group of its own, because npm does not hand on every signal.
  const npm = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', log, log], detached: true })
  closeSync(log)
  const group = npm.pid ?? 0
  const gone = once(npm, 'exit')
  process.once('exit', () => killGroup(group, 'SIGKILL'))
  await untilAnswered(npm, port).catch((cause) => {
    throw new Error(`npm start answered no call:\n${readFileSync(path, 'utf8').slice(-2000)}`, { cause })
  })
  const ms = Math.round(performance.now() - startedAt)
  const megabytes = largestOf(group)
  killGroup(group, 'SIGTERM')
  await gone
  await until('the whole group is gone', () => !killGroup(group, 0))
  return { ms, megabytes }
}

/** As patient as the other benches: the first start of a fresh clone reads two thousand files from a cold disk. */
const untilAnswered = (npm: ChildProcess, port: number) =>
  until('a call is answered', () => isAnswered(npm, port), 300_000)

async function isAnswered(npm: ChildProcess, port: number): Promise<boolean> {
  if (npm.exitCode !== null) throw new Error(`npm start ended with ${npm.exitCode}`)
  const fields = voiceFields({ line: '+33199001001', from: '+33199002002' })
  const address = `http://127.0.0.1:${port}/twilio/voice`
  const headers = { 'x-twilio-signature': sign(fields) }
  const signal = AbortSignal.timeout(10_000)
  return fetch(address, { method: 'POST', headers, body: new URLSearchParams(fields), signal })
    .then(async (answer) => answer.ok && (await answer.text()).includes('<Record'))
    .catch(() => false)
}

/** Answers whether anything was left of the group. */
function killGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal)
  } catch {
    return false
  }
}

/** Resident memory of the group's largest process: the server. */
function largestOf(group: number): number {
  const list = execFileSync('ps', ['-e', '-o', 'pgid=,rss='], { encoding: 'utf8' })
  const sizes = list.split('\n').map((line) => line.trim().split(/\s+/).map(Number))
  const ofGroup = sizes.flatMap(([pgid, kilobytes = 0]) => (pgid === group ? [kilobytes] : []))
  return Math.round(Math.max(...ofGroup) / 1024)
}
