import type { Role } from '../secretaries/tables.ts'

/** What is turned on and off for the whole agency, and who may. */
export const switchRoles = {
  /** Nobody is rung for a client by a secretary. */
  outgoingStopped: 'owner',
  /** Supervisors may see the figures of a single secretary, and she her own. */
  singleFigures: 'owner',
  /** Calls that no console takes ring at the telephones listed for that. */
  secours: 'supervisor',
} as const satisfies Record<string, Role>

export type SwitchName = keyof typeof switchRoles

export type SwitchedOn = { readonly since: Date; readonly by: string }
/** Those that are on. */
export type Switches = Partial<Readonly<Record<SwitchName, SwitchedOn>>>
