// node_modules follows package-lock.json. A stamp inside says which lock file and platform it was made for;
// without one, the list npm leaves there is compared, so that a hand-made `npm ci` is not repeated.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** True when nothing needs installing. */
export function packagesAreCurrent(root) {
  const installed = readJson(installedListPath(root))
  if (!installed) return false
  if (readText(stampPath(root)) === stampFor(root)) return true
  if (!listsAgree(readJson(join(root, 'package-lock.json')), installed)) return false
  writeFileSync(stampPath(root), stampFor(root))
  return true
}

/** Runs `npm ci` without install scripts; throws with npm's own words when it fails. */
export function installPackages(root) {
  const [command, ...first] = npmCommand()
  const flags = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--include=dev',
    '--include=optional',
  ]
  const run = spawnSync(command, [...first, 'ci', ...flags], {
    cwd: root,
    env: npmEnvironment(),
    encoding: 'utf8',
  })
  if (run.error) throw new Error(`npm could not be started: ${run.error.message}`)
  if (run.status !== 0) throw new Error(`npm ci failed.\n${run.stderr}${run.stdout}`)
  writeFileSync(stampPath(root), stampFor(root))
}

// Optional packages may be absent (other platforms), except the one that brings Node.
function listsAgree(lock, installed) {
  const bringsNode = `node_modules/node-${process.platform}-${process.arch}`
  const wanted = Object.entries(lock?.packages ?? {}).filter(([path]) => path !== '')
  const complete = wanted.every(([path, { version, optional }]) => {
    const there = installed.packages[path]
    return there ? there.version === version : optional === true && path !== bringsNode
  })
  return complete && Object.keys(installed.packages).every((path) => lock.packages[path])
}

// The npm that runs us, with the Node it runs on: node_modules/.bin/node disappears while `npm ci` works.
function npmCommand() {
  const { npm_execpath: npm = '', npm_node_execpath: node = '' } = process.env
  const isNpm = basename(npm) === 'npm-cli.js' && existsSync(npm) && existsSync(node)
  return isNpm ? [node, npm] : ['npm']
}

// An npm script inherits the outer command and its flags as npm_* variables; these must not reach the inner npm.
function npmEnvironment() {
  const outer =
    /^npm_(lifecycle|package)_|^npm_(command|execpath|node_execpath)$|^npm_config_(global|omit|include|only|production|dry_run|package_lock|package_lock_only|workspaces?|prefix|local_prefix|global_prefix|ignore_scripts|if_present|script_shell|loglevel|silent|json)$/i
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)))
}

function stampFor(root) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  return `${lock} ${process.platform}-${process.arch}\n`
}

function stampPath(root) {
  return join(root, 'node_modules', '.permanence-setup')
}

function installedListPath(root) {
  return join(root, 'node_modules', '.package-lock.json')
}

function readJson(path) {
  const text = readText(path)
  return text === null ? null : JSON.parse(text)
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
