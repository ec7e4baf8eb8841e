import type { Db } from '../../db/db.ts'
import type { clients } from '../tables.ts'
import { findCallSince } from './queries.ts'

/** The call by which a client is seen to be diverted to us. */
export type TestCall = {
  readonly seen: { readonly at: Date; readonly forwardedFrom: string | null } | null
  /** Since when it is awaited; null when nobody asked for one. */
  readonly awaitedSince: Date | null
}

/** Looked for among the calls since the client is being prepared, or since somebody asked for another test. */
export async function findTestCall(
  db: Pick<Db, 'select'>,
  row: Pick<typeof clients.$inferSelect, 'clientId' | 'state' | 'stateSince' | 'testedAt' | 'testAskedAt'>,
): Promise<TestCall> {
  const awaitedSince = row.testAskedAt ?? (row.state === 'preparing' ? row.stateSince : null)
  if (!awaitedSince)
    return { seen: row.testedAt && { at: row.testedAt, forwardedFrom: null }, awaitedSince: null }
  const call = await findCallSince(db, row.clientId, awaitedSince)
  return { seen: call && { at: call.arrivedAt, forwardedFrom: call.forwardedFrom }, awaitedSince }
}
