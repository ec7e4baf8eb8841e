import type { PGlite } from '@electric-sql/pglite'
import type { Db } from './db.ts'

/** A database, embedded or on a server, with the few things that differ between the two. */
export type Database = ServerDatabase | EmbeddedDatabase
export type ServerDatabase = Common & { readonly kind: 'server' }
export type EmbeddedDatabase = Common & { readonly kind: 'embedded'; readonly pglite: PGlite }

type Common = {
  /** For pages, workers and all that may wait. */
  readonly db: Db
  /** For what open boards read again and again: reads that are prepared once, on connections of their own. */
  readonly boards: Db
  /** For the answer path: statements on connections of their own, prepared once. */
  readonly answers: Statements
  /** Hands every message on `channel` to `heard`; answers how to stop. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  notify(channel: string, payload: string): Promise<void>
  close(): Promise<void>
}

export type Statements = {
  /** Runs one statement with one JSON parameter, read in it as `$1::text::json`; answers its rows. */
  run(text: string, parameter: unknown): Promise<Record<string, unknown>[]>
}
