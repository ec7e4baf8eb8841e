/** Where on its page one line of a digest stands, so that she comes back to where she was. */
export const anchorOf = (item: string) => `item-${item}`
