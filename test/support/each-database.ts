import { describe } from 'vitest'
import type { DatabaseKind } from './database.ts'
import { describeWithRealServers } from './where-installed.ts'

/** Describes the same on the embedded database and on a server; the latter is skipped where there is none. */
export function describeOnEachDatabase(title: string, tests: (kind: DatabaseKind) => void): void {
  describe(`${title}, on the embedded database`, () => tests('embedded'))
  describeWithRealServers(`${title}, on a server`, () => tests('server'))
}
