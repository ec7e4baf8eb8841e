/** What a page saw: this state of the draft, or, without one, the version in force. */
export type Stamp = string

type Seen = { readonly version: number; readonly savedAt: Date }

/** Two drafts of one client never have the same stamp, however often they begin anew. */
export const stampOf = (draft: Seen | null, inForce: number): Stamp =>
  draft ? `${draft.version}-${draft.savedAt.getTime()}` : `in-force-${inForce}`
