import { eq, type SQL } from 'drizzle-orm'
import type { Scope } from '../scope.ts'
import { tasks } from './tables.ts'

/** Supervisors see what is for secretaries too, not the other way round. */
export const forWhom = ({ actor }: Scope): SQL | undefined =>
  actor.kind === 'supervisor' || actor.kind === 'owner' ? undefined : eq(tasks.audience, 'secretary')
