import { eq, type SQL } from 'drizzle-orm'
import type { Scope } from '../scope.ts'
import { tasks } from './tables.ts'

/** Supervisors see what is for secretaries too, not the other way round. */
export const forWhom = (scope: Scope): SQL | undefined =>
  seesSupervisors(scope) ? undefined : eq(tasks.audience, 'secretary')

export const seesSupervisors = ({ actor }: Scope): boolean =>
  actor.kind === 'supervisor' || actor.kind === 'owner'
