// Runs before every npm script that needs node_modules: installs from the lock file when something changed,
// sees to a Node that runs TypeScript, and, with --tests, to the programs some tests need. Plain JavaScript
// without dependencies, since it runs on Node 20 in an empty clone. Says nothing when nothing is to be done.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeProblemAfterInstall, nodeProblemBeforeInstall } from './setup/node-version.mjs'
import { installPackages, packagesAreCurrent } from './setup/packages.mjs'
import { withSetupLock } from './setup/setup-lock.mjs'
import { bringTestParts } from './setup/test-parts.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const quiet = process.argv.includes('--quiet')
const say = quiet ? () => {} : (sentence) => process.stderr.write(`${sentence}\n`)

try {
  if (!packagesAreCurrent(root)) {
    const problem = nodeProblemBeforeInstall()
    if (problem) fail(problem)
    withSetupLock(root, say, bringPackages)
  }
  const problem = nodeProblemAfterInstall(root)
  if (problem) fail(problem)
  if (process.argv.includes('--tests')) withSetupLock(root, say, () => bringTestParts(say, fail))
} catch (error) {
  fail(error instanceof Error ? error.message : String(error))
}

function bringPackages() {
  if (packagesAreCurrent(root)) return
  say('Installing the packages of package-lock.json (about half a minute, only when they changed) …')
  installPackages(root)
}

function fail(sentence) {
  process.stderr.write(`Set-up: ${sentence}\n`)
  process.exit(1)
}
