/** Lists, searches, exports, contacts. */
export const searchFr = {}
