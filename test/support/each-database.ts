import { describe } from 'vitest'
import type { DatabaseKind } from './database.ts'
import { describeWithRealServers, hasRealServers } from './where-installed.ts'

/** Describes the same on the embedded database and on a server; the latter is skipped where there is none. */
export function describeOnEachDatabase(title: string, tests: (kind: DatabaseKind) => void): void {
  describe(`${title}, on the embedded database`, () => tests('embedded'))
  describeWithRealServers(`${title}, on a server`, () => tests('server'))
}

/** For what asks very much of one database: on a server where there is one, else on the embedded one, twice as slow. */
export function describeOnOneDatabase(title: string, tests: (kind: DatabaseKind) => void): void {
  describe(title, () => tests(hasRealServers() ? 'server' : 'embedded'))
}
