/** A client's settings. */
export const setupEn = {}
