import { isAtLeast, type SignedIn } from '../secretaries/session.ts'
import type { Purpose } from './recording.ts'

/** Supervisors and the owner; she who spoke hears herself where it is there for her to learn from. */
export const mayListen = (
  secretary: Pick<SignedIn, 'id' | 'role'>,
  { purpose, answeredById }: { readonly purpose: Purpose | null; readonly answeredById: string | null },
): boolean =>
  isAtLeast(secretary.role, 'supervisor') || (purpose === 'training' && answeredById === secretary.id)
