import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import type { Database } from '../db/database.ts'
import type { Language } from '../i18n/text.ts'
import { parsePhoneNumber } from '../phone-number.ts'
import { exportAgency } from './agency-folder/export-agency.ts'
import { importAgency } from './agency-folder/import-agency.ts'
import { runAgencyCheck } from './run-agency-check.ts'
import { tryRules } from './try-rules.ts'

export type AgencyCommandDeps = {
  readonly database: Pick<Database, 'db' | 'answers'>
  readonly config: Pick<Config, 'demo' | 'hdsHost'>
  readonly now: () => Date
  readonly write: (text: string) => void
  /** Told after the commit which clients changed. */
  readonly changed: (clientIds: readonly number[]) => void | Promise<void>
}

const usage = `npm run agency -- check PATH            reads an agency folder and says what is wrong with it
npm run agency -- import PATH           shows what an import would change
npm run agency -- import PATH --yes     imports it: all of it or nothing
npm run agency -- export PATH           writes the whole agency into a folder
npm run agency -- try --line +33199001001 --from +33199002001
                      [--at 2026-12-24T18:30] [--text "…"] [--lang en]
                                        says what the rules would do, and why
`

const options = {
  yes: { type: 'boolean' },
  line: { type: 'string' },
  from: { type: 'string' },
  at: { type: 'string' },
  text: { type: 'string' },
  lang: { type: 'string' },
} as const

/** The agency command, in whichever process has the database; answers the exit code. Paths are absolute by now. */
export async function runAgencyCommand(argv: readonly string[], deps: AgencyCommandDeps): Promise<number> {
  try {
    return await run(parse(argv), deps)
  } catch (error) {
    if (!(error instanceof Misused) && !isFileError(error)) throw error
    deps.write(`${error.message}\n`)
    return 2
  }
}

/** Paths of the command line as seen from `cwd`, before it goes to another process. */
export function withAbsolutePaths(argv: readonly string[], cwd: string): string[] {
  const [verb, path, ...rest] = argv
  const takesPath = verb === 'import' || verb === 'export' || verb === 'check'
  return takesPath && path && !path.startsWith('-') ? [verb, resolve(cwd, path), ...rest] : [...argv]
}

class Misused extends Error {}

type Parsed = ReturnType<typeof parse>

function parse(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
    return { values, verb: positionals[0], path: positionals[1], extra: positionals[2] }
  } catch (error) {
    throw new Misused(`${error instanceof Error ? error.message : error}\n\n${usage}`)
  }
}

function run({ values, verb, path, extra }: Parsed, deps: AgencyCommandDeps): Promise<number> {
  if (extra !== undefined) throw new Misused(`${extra} is one word too many\n\n${usage}`)
  if (verb === 'try' && !path) return runTry(values, deps)
  if (!path) throw new Misused(usage)
  if (verb === 'check') return runAgencyCheck(path, deps)
  if (verb === 'import') return runImport(path, values.yes ? 'apply' : 'plan', deps)
  if (verb === 'export') return runExport(path, deps)
  throw new Misused(usage)
}

async function runImport(path: string, mode: 'plan' | 'apply', deps: AgencyCommandDeps): Promise<number> {
  const { database, config, now, write, changed } = deps
  const { demo, hdsHost } = config
  const tell = ({ plan, warnings }: { plan: readonly string[]; warnings: readonly string[] }) =>
    writeLines(write, [...plan, ...warnings])
  const outcome = await importAgency(database.db, { path, mode, demo, hdsHost, now: now(), tell })
  writeLines(write, outcome.problems)
  switch (outcome.kind) {
    case 'refused':
      write('Refused: nothing was changed.\n')
      return 1
    case 'unchanged':
      return 0
    case 'planned':
      write('Nothing was changed yet: add --yes to import this.\n')
      return 0
    case 'applied':
      await changed(outcome.changed)
      write('Imported.\n')
      return 0
    default:
      return outcome.kind satisfies never
  }
}

async function runExport(path: string, { database, write }: AgencyCommandDeps): Promise<number> {
  const outcome = await exportAgency(database.db, path)
  if (outcome === 'notAnAgencyFolder') {
    write(`${path} holds other things; expected an empty folder, a new one, or one with an agency.yaml\n`)
    return 1
  }
  writeLines(
    write,
    outcome.leftOver.map((file) => `${file} describes nobody any more; delete it`),
  )
  write(`${outcome.clients} clients and ${outcome.contacts} contacts written to ${path}\n`)
  return 0
}

async function runTry(
  values: Parsed['values'],
  { database, now, write }: AgencyCommandDeps,
): Promise<number> {
  const line = parsePhoneNumber(values.line ?? '')
  if (!line || values.from === undefined) throw new Misused(`try needs --line and --from\n\n${usage}`)
  const trial = { line, from: values.from, at: values.at ?? null, text: values.text ?? null }
  try {
    const words = await tryRules(database, trial, languageOf(values.lang), now())
    writeLines(write, words ?? [`${line} is no line of this agency`])
    return words ? 0 : 1
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Misused(`--at ${values.at}: expected a local time such as 2026-12-24T18:30`)
  }
}

function languageOf(lang = 'fr'): Language {
  if (lang === 'fr' || lang === 'en') return lang
  throw new Misused(`--lang ${lang}: expected fr or en`)
}

function writeLines(write: (text: string) => void, lines: readonly string[]): void {
  for (const line of lines) write(`${line}\n`)
}

/** A path that is not there or may not be read says so itself. */
function isFileError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'path' in error
}
