import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { readCode } from './read-code.ts'

/** One file as the walls see it: `code` without comments, `bare` without the contents of strings too. */
export type SourceFile = {
  readonly path: string
  readonly lines: number
  readonly code: string
  readonly bare: string
  readonly imports: readonly Import[]
}

/** `from` is a path from the root for our own files, the package's name as written otherwise. */
export type Import = {
  readonly from: string
  /** Gone at run time: `import type`. */
  readonly typeOnly: boolean
  /** The words between `import` and `from`. */
  readonly clause: string
}

/** All .ts and .js files below these folders, paths counted from the root of the repository. */
export function readSourceFiles(folders: readonly string[]): SourceFile[] {
  const root = join(import.meta.dirname, '..', '..')
  const paths = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
      posix.join(folder, path),
    ),
  )
  return paths
    .filter((path) => /\.[jt]s$/.test(path))
    .map((path) => parseSourceFile(path, readFileSync(join(root, path), 'utf8')))
}

export function parseSourceFile(path: string, text: string): SourceFile {
  const { code, bare } = readCode(text)
  return { path, lines: text.trimEnd().split('\n').length, code, bare, imports: importsOf(path, code) }
}

const names = String.raw`\{[^}]*\}|\*(?:\s+as\s+\w+)?`
const clause = String.raw`(?:${names}|\w+(?:\s*,\s*(?:${names}))?)`
const statement = new RegExp(
  String.raw`^\s*(?:import|export)\s+(type\s+)?(?:(${clause})\s+from\s+)?['"]([^'"]+)['"]`,
  'gm',
)
const expression = /\bimport\(\s*['"`]([^'"`]+)['"`]/g

function importsOf(path: string, code: string): Import[] {
  const statements = [...code.matchAll(statement)].map(([, type, clause = '', from = '']) => ({
    from: resolve(path, from),
    typeOnly: type !== undefined,
    clause,
  }))
  const expressions = [...code.matchAll(expression)].map(([, from = '']) => ({
    from: resolve(path, from),
    typeOnly: false,
    clause: '',
  }))
  return [...statements, ...expressions]
}

function resolve(path: string, from: string): string {
  return from.startsWith('.') ? posix.join(posix.dirname(path), from) : from
}
