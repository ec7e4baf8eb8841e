import type { Html } from '../../html.ts'

/**
 * The whole board, and which clients changed since the one before, as the browser's event stream has them
 * (html.spec.whatwg.org, "Server-sent events"). Written once for all who get it.
 */
export function boardEvent(board: Html, changedIds: readonly number[]): Buffer {
  const changed = changedIds.length > 0 ? eventOf('changed', JSON.stringify(changedIds)) : ''
  return Buffer.from(eventOf('board', board.toString()) + changed)
}

/** Whoever was signed in is not any more: there is no use in asking again. */
export const endedEvent = Buffer.from('event: ended\ndata: \n\n')

/** A carriage return ends a line there too, so one in a caller's text becomes a plain line end. */
const eventOf = (name: string, data: string): string =>
  `event: ${name}\n${data
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join('')}\n`
