/** The page of one call, and the slip beside it. */
export const deskFr = {}
