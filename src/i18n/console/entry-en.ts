/** Signing in, accounts, the team. */
export const entryEn = {}
