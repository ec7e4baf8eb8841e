/** The board, and what is to be done. */
export const boardFr = {}
