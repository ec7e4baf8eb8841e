import type { Client } from '../clients/client.ts'
import type { Caller } from '../phone-number.ts'
import type { Facts } from '../rules/facts.ts'

/** A caller seen by one client: its own public number (a switchboard that masks callers) and its executives' are `own`. */
export function callerOf(client: Client, caller: Caller): Facts['caller'] {
  if (caller.kind !== 'number') return caller
  return isOwn(client, caller.number) ? { kind: 'own', number: caller.number } : caller
}

const isOwn = (client: Client, number: string): boolean =>
  number === client.publicNumber || executiveWith(client, number) !== null

/** The executive whose number this is, if it is one's. */
export const executiveWith = (client: Client, number: string) =>
  [...client.executives.values()].find((executive) => executive.number === number) ?? null
