import { eq, sql } from 'drizzle-orm'
import { type Act, recordAct } from '../../../acts/record-act.ts'
import type { Context } from '../../../context.ts'
import { clients } from '../../tables.ts'

/** From now on the next call to one of the client's lines is the test of its diversion. */
export async function askForTest(
  { db, live, now }: Pick<Context, 'db' | 'live' | 'now'>,
  { clientId, actor }: { readonly clientId: number; readonly actor: Act['actor'] },
): Promise<void> {
  const at = now()
  await db.transaction(async (tx) => {
    await tx
      .update(clients)
      .set({ testedAt: null, testAskedAt: at, version: sql`${clients.version} + 1` })
      .where(eq(clients.clientId, clientId))
    await recordAct(tx, {
      ...{ clientId, actor, verb: 'client.testAsked', authority: 'console', before: null, after: null, at },
      subject: { kind: 'client', id: String(clientId) },
    })
  })
  live.changed([clientId], 'settings')
}
