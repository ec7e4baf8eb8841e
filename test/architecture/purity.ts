import type { SourceFile } from './source-files.ts'

const isPure = /(^|\/)((decide|due|twiml|states|pages|compose[^/]*)|[^/]*-pages)\.ts$/

const pureNodeModules = /^node:(buffer|crypto|url|util)$/
const outsideWorld =
  /^(node:.*|drizzle-orm.*|postgres|pg|ioredis|bullmq|@electric-sql\/.*|flydrive.*|@aws-sdk\/.*|nodemailer.*|smtp-server|fastify|@fastify\/.*|pino)$/

const outsideWords: readonly [string, RegExp][] = [
  [
    'the clock',
    /\bDate\.now\b|\bnew Date\b\s*(?:\(\s*\)|(?!\s*\())|(?<!\bnew\s+)\bDate\(\s*\)|\bTemporal\.Now\b|\bperformance\.now\b/,
  ],
  ['the process', /(?<![.\w])process\s*[.[]|\bglobalThis\.process\b|\bimport\.meta\.env\b/],
  ['the network', /(?<![.\w])fetch\(/],
]

/** Every way from a pure file to the outside world, as `a.ts → b.ts reads the clock`. */
export function impurities(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  return files.filter((file) => isPure.test(file.path)).flatMap((file) => follow(file, byPath, [], new Set()))
}

function follow(
  file: SourceFile,
  byPath: Map<string, SourceFile>,
  way: string[],
  seen: Set<string>,
): string[] {
  if (seen.has(file.path)) return []
  seen.add(file.path)
  const here = [...way, file.path]
  const found = reachedFrom(file).map((what) => `${here.join(' → ')} reaches ${what}`)
  const next = file.imports.filter((one) => !one.typeOnly).flatMap(({ from }) => byPath.get(from) ?? [])
  return [...found, ...next.flatMap((other) => follow(other, byPath, here, seen))]
}

function reachedFrom({ bare, imports }: SourceFile): string[] {
  const words = outsideWords.filter(([, pattern]) => pattern.test(bare)).map(([what]) => what)
  const packages = imports
    .filter(({ from, typeOnly }) => !typeOnly && outsideWorld.test(from) && !pureNodeModules.test(from))
    .map(({ from }) => from)
  return [...words, ...packages]
}
