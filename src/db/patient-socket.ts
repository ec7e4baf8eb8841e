import { Socket } from 'node:net'

/** Longer than any statement of ours is silent, shorter than the quarter of an hour that TCP would wait. */
const silentMs = 120_000

/** A socket that ends when nothing came over it for so long: its far end has vanished without a word. */
export function patientSocket(): Socket {
  const socket = new Socket()
  socket.setTimeout(silentMs, () => socket.destroy(new Error(`nothing was heard for ${silentMs / 1000} s`)))
  return socket
}
