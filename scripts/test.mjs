// Runs vitest and ends with one line, `N passed, N failed, N skipped`, that leaves no failure out: files that
// fail at import, errors outside tests and a vitest that crashes count as failed, and running nothing fails.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = mkdtempSync(join(tmpdir(), 'permanence-counts-'))
const countsFile = join(folder, 'counts.json')

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const reporters = ['--reporter=default', `--reporter=${join(root, 'scripts', 'counts-reporter.mjs')}`]
const run = spawn(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
  cwd: root,
  env: { ...process.env, COUNTS_FILE: countsFile },
  stdio: 'inherit',
})
// Ctrl-C reaches vitest by itself; we stay until it has stopped its servers.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => run.kill('SIGTERM'))
run.on('close', (code, signal) => report(signal ? 128 + constants.signals[signal] : code))

function report(exitCode) {
  const counts = readCounts()
  rmSync(folder, { recursive: true, force: true })
  // Whatever vitest itself calls a failure is one, even where no test is to blame.
  const failed = counts.failed === 0 && exitCode !== 0 && exitCode !== null ? 1 : counts.failed
  console.log(`${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped`)
  process.exitCode = failed > 0 || counts.passed === 0 ? exitCode || 1 : 0
}

function readCounts() {
  try {
    return JSON.parse(readFileSync(countsFile, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
