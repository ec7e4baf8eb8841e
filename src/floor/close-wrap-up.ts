import { shortenWrapUp } from '../calls/record-wrap-up.ts'
import type { Transaction } from '../db/db.ts'
import { stations } from './tables.ts'

/** What a change of a station is to answer, so that `closeWrapUp` knows what she wrote about. */
export const writtenAbout = { clientId: stations.wrapUpClientId, callId: stations.wrapUpCallId }

type Written = { readonly clientId: number | null; readonly callId: string | null }

/** She writes no more about her last call, if she still did: that is how long it took. */
export async function closeWrapUp(tx: Transaction, station: Written | undefined, at: Date): Promise<void> {
  if (!station?.clientId || !station.callId) return
  await shortenWrapUp(tx, { clientId: station.clientId, callId: station.callId }, at)
}
