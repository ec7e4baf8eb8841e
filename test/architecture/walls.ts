import { posix } from 'node:path'
import { impurities } from './purity.ts'
import type { SourceFile } from './source-files.ts'
import { foreignWrites } from './table-owners.ts'

/** Each wall of the house, as a sentence, with what names the places that break it. */
export const walls: Record<string, (files: readonly SourceFile[]) => string[]> = {
  'the twilio package is used only in src/twilio': (files) =>
    usersOf(files, /^twilio(\/|$)/, [/^src\/twilio\//]),

  'bullmq is used only in src/jobs, src/context.ts and workers': (files) =>
    usersOf(files, /^bullmq(\/|$)/, [/^src\/jobs(\.ts|\/)/, /^src\/context\.ts$/, /^workers\//]),

  'fastify is used only where HTTP comes in: app.ts, routes and plugins': (files) =>
    usersOf(files, /^(fastify|@fastify\/.*)$/, [/(^|\/)app\.ts$/, /(^|[/-])routes\.ts$/, /-plugin\.ts$/]),

  'decisions, TwiML, states and pages reach no database, file, network, clock or process': impurities,

  'deleting workers leaves src compiling, src/main.ts aside': (files) =>
    usersOf(
      files.filter((file) => file.path.startsWith('src/')),
      /^workers\//,
      [/^src\/main\.ts$/],
    ),

  'no file is longer than 200 lines': (files) =>
    files
      .filter((file) => file.lines > 200 && !mayBeLong.some((pattern) => pattern.test(file.path)))
      .map((file) => `${file.path} has ${file.lines} lines`),

  'names say what the business does: no index, types, utils, helpers, services': (files) =>
    files.filter((file) => file.path.split('/').some(saysNothing)).map((file) => file.path),

  'only the slice that owns a table writes to it': foreignWrites,
}

// Texts, data tables (`…-table.ts`) and what the browser gets.
const mayBeLong = [/^src\/i18n\//, /-table\.ts$/, /\/assets\//]

function usersOf(files: readonly SourceFile[], wanted: RegExp, allowed: readonly RegExp[]): string[] {
  return files
    .filter((file) => !allowed.some((pattern) => pattern.test(file.path)))
    .flatMap((file) =>
      file.imports.filter(({ from }) => wanted.test(from)).map(({ from }) => `${file.path} imports ${from}`),
    )
}

function saysNothing(name: string): boolean {
  return ['index', 'types', 'utils', 'helpers', 'services'].includes(posix.parse(name).name)
}
