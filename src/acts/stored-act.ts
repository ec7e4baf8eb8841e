import type { Act } from './record-act.ts'
import type { acts } from './tables.ts'

export type StoredAct = typeof acts.$inferSelect

/** Who takes an act back, and when. */
export type Undoing = { readonly actor: Act['actor']; readonly now: Date }
