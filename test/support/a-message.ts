import { executives } from '../../src/clients/tables.ts'
import type { Db } from '../../src/db/db.ts'
import { idFrom } from '../../src/ids.ts'
import { type Slip, takeMessage } from '../../src/messages/take-message.ts'

/** An executive of the demo agency, by her mobile; M. Durand's first client unless another is named. */
export async function executiveWith(db: Db, mobile: string, key?: string) {
  const rows = await db.select().from(executives)
  const found = rows.find((row) => row.mobile === mobile && (key === undefined || row.key === key))
  if (!found) throw new Error(`The demo agency has nobody at ${mobile}`)
  return found
}

let messages = 0
/** A message of M. Blanc for one executive, as a voicemail leaves it. */
export async function messageFor(
  db: Db,
  { clientId, id }: { clientId: number; id: string },
  now: Date,
): Promise<string> {
  messages += 1
  const slip: Slip = {
    clientId,
    kind: 'voicemail',
    sourceKind: 'call',
    sourceId: idFrom('message-for', messages),
    recipientId: id,
    copyIds: [],
    urgency: 'ordinary',
    callerName: 'M. Blanc',
    callerNumber: '+33199002002',
    body: null,
    voicemailSeconds: 8,
    receivedAt: now,
  }
  return (await db.transaction((tx) => takeMessage(tx, slip, now))).messageId
}
