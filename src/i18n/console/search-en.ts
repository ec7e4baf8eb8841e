/** Lists, searches, exports, contacts. */
export const searchEn = {}
