import { and, eq } from 'drizzle-orm'
import { clients, executives } from '../../src/clients/tables.ts'
import type { AgencyRig } from '../support/agency-rig.ts'

/** An executive of the demo agency, by the keys of her client and herself. */
export async function personOf({ context: { db } }: Pick<AgencyRig, 'context'>, client: string, key: string) {
  const [found] = await db
    .select({ executive: executives })
    .from(executives)
    .innerJoin(clients, eq(clients.clientId, executives.clientId))
    .where(and(eq(clients.key, client), eq(executives.key, key)))
  if (!found) throw new Error(`${client} has no ${key}`)
  return found.executive
}
