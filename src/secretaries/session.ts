import type { Language } from '../i18n/text.ts'
import type { Scope } from '../scope.ts'
import type { Role } from './tables.ts'

/** Somebody signed in at the console, with what she may see. */
export type Session = {
  readonly id: string
  readonly secretary: SignedIn
  /** The clients assigned to her; every client for supervisors and the owner. */
  readonly scope: Scope
  /** She is to set up a second step before anything else: by the agency's setting, or for a health client's sake. */
  readonly owesTotp: boolean
}

export type SignedIn = {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly language: Language
  /** Whether keys of one letter act on her pages. */
  readonly singleKeys: boolean
}

/** A console that nobody touches for so long is signed out, and every one after a shift (ASVS 7.3). */
export const idleMs = 30 * 60_000
export const absoluteMs = 12 * 3_600_000

const ranks = { secretary: 0, supervisor: 1, owner: 2 } satisfies Record<Role, number>

/** Whether somebody of this role may do what is kept for `needed`. */
export const isAtLeast = (role: Role, needed: Role): boolean => ranks[role] >= ranks[needed]
