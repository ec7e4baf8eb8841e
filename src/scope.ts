import { inArray, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { ActorKind } from './acts/tables.ts'
import type { LinkPurpose } from './links/tables.ts'

/**
 * Who is asking, and what he may see. Made where a person proves who he is (a signed link; later a session), and
 * taken by every access function and page query: none looks anything up by an id alone.
 */
export type Scope = {
  readonly actor: { readonly kind: ActorKind; readonly id: string }
  readonly clientIds: readonly number[]
  /** A link opens one thing, for one purpose. */
  readonly only: { readonly kind: LinkPurpose; readonly id: string } | null
}

/** The rows of the clients in scope. */
export const inScope = ({ clientIds }: Scope, clientId: PgColumn): SQL => inArray(clientId, [...clientIds])

export const mayOpen = ({ only }: Scope, kind: LinkPurpose, id: string): boolean =>
  only === null || (only.kind === kind && only.id === id)
