import { isDeepStrictEqual } from 'node:util'
import type { Db, Transaction } from '../../db/db.ts'
import type { ContactDefinition } from './definition.ts'
import { contactsByKey, type StoredContact } from './stored-contacts.ts'

export type ContactCounts = {
  readonly created: number
  readonly changed: number
  readonly removed: number
  /** Neither changed nor new. */
  readonly kept: number
}

export type ContactBatch = {
  readonly created: readonly ContactDefinition[]
  readonly changed: readonly StoredContact[]
  readonly kept: number
}

/** Sets one batch of described contacts against those stored under the same keys. */
export async function compareContacts(
  db: Db | Transaction,
  clientId: number,
  described: readonly ContactDefinition[],
): Promise<ContactBatch> {
  const keys = described.map(({ key }) => key)
  const stored = await contactsByKey(db, clientId, keys)
  const known = new Map(stored.map((one) => [one.contact.key, one]))
  const changed = described.flatMap((contact) => {
    const old = known.get(contact.key)
    return old && !isDeepStrictEqual(old.contact, contact) ? [{ id: old.id, contact }] : []
  })
  return {
    created: described.filter(({ key }) => !known.has(key)),
    changed,
    kept: stored.length - changed.length,
  }
}
