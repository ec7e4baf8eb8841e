// Two set-ups in one folder take turns. The lock lies in the system's temporary folder, since `npm ci` empties
// node_modules; it names its holder, so that one left by a killed set-up is taken over.
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// A dead holder's process number may have gone to another program: after this long the lock is free anyway.
const longestSetupMs = 15 * 60_000

/** Runs `work` alone in this folder; waits as long as another living set-up holds the lock. */
export function withSetupLock(root, say, work) {
  const path = lockPath(root)
  const mine = `${process.pid} ${randomUUID()}`
  let told = false
  while (!tryLock(path, mine)) {
    if (!told) say('Another set-up is at work in this folder, waiting for it …')
    told = true
    pause(200)
  }
  const release = () => readHolder(path) === mine && rmSync(path, { force: true })
  process.once('exit', release)
  try {
    return work()
  } finally {
    release()
    process.off('exit', release)
  }
}

function tryLock(path, mine) {
  if (writeNew(path, mine)) return true
  const holder = readHolder(path)
  if (holder === null || (isAlive(Number.parseInt(holder, 10)) && !isOlderThan(path, longestSetupMs)))
    return false
  if (readHolder(path) === holder) rmSync(path, { force: true })
  if (!writeNew(path, mine)) return false
  // Two waiters may both have found the dead holder: the one whose name stands after a moment has the lock.
  pause(100)
  return readHolder(path) === mine
}

function writeNew(path, text) {
  try {
    writeFileSync(path, text, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function readHolder(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code !== 'ESRCH'
  }
}

function isOlderThan(path, milliseconds) {
  try {
    return Date.now() - statSync(path).mtimeMs > milliseconds
  } catch {
    return false
  }
}

function lockPath(root) {
  const folder = createHash('sha256').update(root).digest('hex').slice(0, 16)
  return join(tmpdir(), `permanence-setup-${process.getuid?.() ?? 'user'}-${folder}.lock`)
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
