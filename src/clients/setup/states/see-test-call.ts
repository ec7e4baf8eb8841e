import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Context } from '../../../context.ts'
import type { Client } from '../../client.ts'
import { clients } from '../../tables.ts'

type Needs = Pick<Context, 'db' | 'live' | 'log'>

/**
 * Notes that a call came in while one was awaited. Beside the answer, which does not wait for it: should this be lost,
 * the call itself still shows the test when somebody lets the client go live.
 */
export function seeTestCall(context: Needs, { clientId, awaitsTest }: Client, at: Date): void {
  if (!awaitsTest) return
  void noteTest(context, clientId, at).catch((err) =>
    context.log.warn({ event: 'client.testNotNoted', clientId, err }),
  )
}

async function noteTest({ db, live, log }: Needs, clientId: number, at: Date): Promise<void> {
  const noted = await db
    .update(clients)
    .set({ testedAt: at, version: sql`${clients.version} + 1` })
    .where(and(eq(clients.clientId, clientId), isNull(clients.testedAt)))
    .returning({ clientId: clients.clientId })
  if (noted.length === 0) return
  log.info({ event: 'client.tested', clientId })
  live.changed([clientId], 'settings')
  live.changed([clientId])
}
