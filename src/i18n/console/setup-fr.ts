/** A client's settings. */
export const setupFr = {}
