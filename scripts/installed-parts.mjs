// Where this machine keeps the programs that some tests need. Plain JavaScript without dependencies: the
// set-up reads it before anything is installed, on Node 20; the tests read the same answers.
import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const oldestPostgres = 15

/** Folder that holds `initdb` and `postgres` (15 or newer), or null. Debian keeps it outside PATH. */
export function findPostgresBin() {
  const folders = [...debianPostgresFolders(), ...homebrewPostgresFolders(), ...pathFolders()]
  return (
    folders.find((folder) => isProgram(join(folder, 'initdb')) && isProgram(join(folder, 'postgres'))) ?? null
  )
}

/** Path of `redis-server`, or null. */
export function findRedisServer() {
  return findProgram(['redis-server'])
}

/** Path of `radicale`, a calendar server, or null. */
export function findRadicale() {
  return findProgram(['radicale'])
}

/** Path of a Chromium that playwright-core can drive, or null. */
export function findChromium() {
  return (
    findProgram(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']) ??
    ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'].find(isProgram) ??
    null
  )
}

function debianPostgresFolders() {
  const root = '/usr/lib/postgresql'
  return versionsIn(root).map((version) => join(root, version, 'bin'))
}

function homebrewPostgresFolders() {
  return ['/opt/homebrew/opt', '/usr/local/opt'].flatMap((root) =>
    [18, 17, 16, 15].map((version) => join(root, `postgresql@${version}`, 'bin')),
  )
}

function versionsIn(root) {
  try {
    const names = readdirSync(root).filter((name) => Number(name) >= oldestPostgres)
    return names.sort((a, b) => Number(b) - Number(a))
  } catch {
    return []
  }
}

function findProgram(names) {
  const candidates = names.flatMap((name) => pathFolders().map((folder) => join(folder, name)))
  return candidates.find(isProgram) ?? null
}

function pathFolders() {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
