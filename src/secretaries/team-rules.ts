import { isAtLeast } from './session.ts'
import type { Role } from './tables.ts'

type Person = { readonly id: string; readonly role: Role }

/** Supervisors look after secretaries and one another, an owner after everybody. */
export const mayManage = (actor: Person, target: Pick<Person, 'role'>): boolean =>
  isAtLeast(actor.role, 'supervisor') && isAtLeast(actor.role, target.role)

/** The roles that she may give. */
export const rolesFrom = (actor: Person): Role[] =>
  (['secretary', 'supervisor', 'owner'] as const).filter((role) => isAtLeast(actor.role, role))

/** Nobody shuts herself out, nor makes herself more or less than she is. */
export const mayDisable = (actor: Person, target: Person): boolean =>
  actor.id !== target.id && mayManage(actor, target)
