type Emptied = {
  /** How many items were known before. */
  readonly known: number
  readonly gone: number
  readonly added: number
  /** The server named each deletion, rather than showing an empty list. */
  readonly named: boolean
}

/**
 * Whether a calendar lost everything at once: a server that was set up anew, a program that went wrong. The deletion of
 * a single last item, named by the server, is hers.
 */
export const isSuddenlyEmpty = ({ known, gone, added, named }: Emptied): boolean =>
  known > 0 && gone >= known && added === 0 && (known > 1 || !named)
