/** The editor of a client's rules. */
export const editorFr = {}
