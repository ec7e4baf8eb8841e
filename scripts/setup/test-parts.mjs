// PostgreSQL, Redis, Chromium and Radicale for the tests that need the real thing. As root on Debian they are installed;
// elsewhere the set-up says what is missing, and those tests are reported as skipped. CI must have all of them.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { findChromium, findPostgresBin, findRadicale, findRedisServer } from '../installed-parts.mjs'

const parts = [
  { name: 'PostgreSQL 15 or newer', debianPackage: 'postgresql', find: findPostgresBin },
  { name: 'Redis', debianPackage: 'redis-server', find: findRedisServer },
  { name: 'Chromium', debianPackage: 'chromium', find: findChromium },
  { name: 'Radicale', debianPackage: 'radicale', find: findRadicale },
]

export function bringTestParts(say, fail) {
  if (missingParts().length > 0 && mayInstall()) withoutStartingServices(() => installMissing(say))
  const missing = missingParts().map((part) => part.name)
  if (missing.length === 0) return
  const where = `not found on this machine: ${missing.join(', ')}`
  if (process.env.CI === 'true') fail(`${where}. With CI=true every test must be able to run.`)
  say(`Tests: ${where}. The tests that need them will be reported as skipped.`)
}

function missingParts() {
  return parts.filter((part) => part.find() === null)
}

function mayInstall() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
}

function installMissing(say) {
  for (const { name, debianPackage } of missingParts()) {
    say(`Tests: installing ${name} (apt-get install ${debianPackage}) …`)
    // A fresh container has no package lists, an old machine outdated ones.
    const done = aptInstall(debianPackage)
    const last = done.status === 0 ? done : [aptGet('update'), aptInstall(debianPackage)].at(-1)
    if (last.status !== 0) say(last.stderr.trim())
  }
}

function aptInstall(debianPackage) {
  return aptGet('install', '-y', '--no-install-recommends', debianPackage)
}

function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = ['-q', '-o', 'DPkg::Lock::Timeout=300']
  return spawnSync('apt-get', [...options, ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

// Debian starts a server as soon as it is installed, unless this file says no. The tests start their own.
function withoutStartingServices(work) {
  const policy = '/usr/sbin/policy-rc.d'
  if (existsSync(policy)) return work()
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return work()
  } finally {
    rmSync(policy, { force: true })
  }
}
