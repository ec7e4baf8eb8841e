import type {
  ClientDefinition,
  ContactDefinition,
  SecretaryDefinition,
  TeamDefinition,
} from './definition.ts'
import type { Place } from './problem.ts'

/** An agency folder, read and checked file by file. Contacts stay where they are until they are streamed. */
export type Agency = {
  readonly secretaries: readonly SecretaryDefinition[]
  readonly teams: readonly TeamDefinition[]
  /** Where secretaries name clients, which may be of this folder or known already. */
  readonly assigned: readonly NamedKey[]
  /** Where teams name secretaries, likewise. */
  readonly members: readonly NamedKey[]
  readonly clients: readonly ReadClient[]
}

export type NamedKey = { readonly key: string; readonly place: Place; readonly path: string }

export type ReadClient = {
  readonly definition: ClientDefinition
  readonly places: ClientPlaces
  /** Null when the folder says nothing of this client's contacts: then those known stay. */
  readonly contacts: ContactSource | null
}

/** Kept for what can only be judged once every client is known. */
export type ClientPlaces = {
  readonly start: Place
  readonly lines: readonly Place[]
  readonly team: Place
  readonly overflow: Place
  /** By key of the rule, `default` for the closing action. */
  readonly rules: ReadonlyMap<string, Place>
}

export type ContactSource =
  | { readonly kind: 'csv'; readonly path: string; readonly file: string }
  | { readonly kind: 'inline'; readonly contacts: readonly PlacedContact[] }

export type PlacedContact = { readonly place: Place; readonly contact: ContactDefinition }

/** Outside demo mode a client with health data needs a host certified for them. */
export type HostOptions = { readonly demo: boolean; readonly hdsHost: string | null }
