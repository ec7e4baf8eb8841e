import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A database server started by a test, with its whole family of processes under the test's hand. */
export interface ServerProcess {
  readonly pid: number
  isRunning(): boolean
  /** Stops the process and its children in their tracks (SIGSTOP): connections stay open and silent. */
  freeze(): void
  thaw(): void
  /** Sends one signal to the server alone and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>
  /** SIGKILL for the server and all its children, as when the power fails. */
  kill(): Promise<void>
}

interface Program {
  command: string
  args: string[]
  /** Folder of this server alone: working directory, log, process number. */
  folder: string
  /** Account to run under, when the test runs as root and the server refuses to. */
  account?: { uid: number; gid: number } | undefined
}

/** Starts the program, its output in `<folder>/log`. The process may not outlive ours: see `guardFolder`. */
export function startProcess({ command, args, folder, account }: Program): ServerProcess {
  const log = openSync(join(folder, 'log'), 'a')
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', log, log], detached: true, ...account })
  closeSync(log)
  child.unref()
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const pid = child.pid
  if (pid === undefined) throw new Error(`${command} could not be started`)
  writeFileSync(join(folder, 'pid'), `${pid}`)
  gone.then(() => rmSync(join(folder, 'pid'), { force: true }))
  return {
    pid,
    isRunning: () => isAlive(child),
    freeze: () => signalFamily(pid, 'SIGSTOP'),
    thaw: () => signalFamily(pid, 'SIGCONT'),
    async end(signal) {
      if (isAlive(child)) child.kill(signal)
      await gone
    },
    async kill() {
      const children = childrenOf(pid)
      if (isAlive(child)) signalFamily(pid, 'SIGKILL')
      await gone
      await waitUntilGone(children)
    },
  }
}

/**
 * Watches over a server's folder from a process of its own: when ours ends, however it ends (SIGKILL included),
 * the pipe between them closes, the watcher kills the server and removes the folder.
 */
export function guardFolder(folder: string): void {
  const script = `
    trap '' INT TERM HUP
    cat > /dev/null
    pid=$(cat "$1/pid" 2>/dev/null)
    if [ -n "$pid" ]; then
      kill -KILL "$pid" $(cat "/proc/$pid/task/$pid/children" 2>/dev/null || pgrep -P "$pid") 2>/dev/null
    fi
    rm -rf "$1"`
  const watcher = spawn('/bin/sh', ['-c', script, 'guard', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watcher.unref()
  if (watcher.stdin instanceof Socket) watcher.stdin.unref()
}

/** Asks `isReady` until it says yes; fails with the end of the server's log when it dies or takes over 30 s. */
export async function waitUntilReady(
  server: ServerProcess,
  folder: string,
  isReady: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + 30_000
  while (!(await isReady())) {
    if (!server.isRunning() || Date.now() > deadline) {
      const end = readFileSync(join(folder, 'log'), 'utf8').split('\n').slice(-15).join('\n')
      throw new Error(`the server in ${folder} did not start:\n${end}`)
    }
    await pause(20)
  }
}

/**
 * A TCP port of 127.0.0.1 that nobody listens on at this moment. Drawn below the ports that systems hand out by
 * themselves (from 32,768 or 49,152 on): one of those can be given to somebody else's connection before it is used.
 */
export async function findFreePort(): Promise<number> {
  for (let round = 0; round < 100; round += 1) {
    const port = randomInt(20_000, 32_000)
    if (await canListenOn(port)) return port
  }
  throw new Error('no free TCP port was found between 20000 and 32000')
}

async function canListenOn(port: number): Promise<boolean> {
  const probe = createServer()
  const listens = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => resolve(true))
  })
  if (listens) await new Promise((resolve) => probe.close(resolve))
  return listens
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

// The parent first, so that it starts no further children while they are being counted.
function signalFamily(pid: number, signal: NodeJS.Signals): void {
  process.kill(pid, 'SIGSTOP')
  for (const child of childrenOf(pid)) sendIfAlive(child, signal)
  sendIfAlive(pid, signal)
}

function childrenOf(pid: number): number[] {
  const list = `/proc/${pid}/task/${pid}/children`
  const text = existsSync(list) ? readFileSync(list, 'utf8') : listWithPgrep(pid)
  return text.split(/\s+/).filter(Boolean).map(Number)
}

// pgrep ends with 1 when there are no children.
function listWithPgrep(pid: number): string {
  try {
    return execFileSync('pgrep', ['-P', `${pid}`], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

function sendIfAlive(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal)
    return true
  } catch {
    return false
  }
}

// Orphans are collected by the system's first process; where that one never does, a second is enough to die.
async function waitUntilGone(pids: number[]): Promise<void> {
  for (let round = 0; round < 100 && pids.some((pid) => sendIfAlive(pid, 0)); round += 1) await pause(10)
}
