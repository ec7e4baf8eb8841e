import { and, eq } from 'drizzle-orm'
import { concludeCall } from '../../src/calls/conclude-call.ts'
import { calls } from '../../src/calls/tables.ts'
import { clients } from '../../src/clients/tables.ts'
import { sendDelivery } from '../../src/deliveries/send-delivery.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import type { SlipForm } from '../../src/messages/find-draft.ts'
import type { SourceKey } from '../../src/messages/find-source.ts'
import { findSession } from '../../src/secretaries/find-session.ts'
import type { Session } from '../../src/secretaries/session.ts'
import { startSession } from '../../src/secretaries/start-session.ts'
import { assignments, secretaries } from '../../src/secretaries/tables.ts'
import { type AgencyRig, type RigOptions, startAgencyRig } from './agency-rig.ts'

/** The demo agency with its people signed in: what the use cases behind the console take. */
export type DeskRig = AgencyRig & {
  sessionOf: (key: string) => Promise<Session>
  clientId: (key: string) => Promise<number>
  /** A call that the exchange lets arrive and that is over; answers where its slip goes. */
  ring: (line: string, from: string) => Promise<SourceKey>
  /** What the workers and the timetable do with deliveries, one pass. */
  deliver: () => Promise<void>
}

export async function startDeskRig(options: RigOptions = {}): Promise<DeskRig> {
  const rig = await startAgencyRig({ work: false, ...options })
  const { context, exchange } = rig
  const { db } = context
  return {
    ...rig,
    async sessionOf(key) {
      const [row] = await db.select().from(secretaries).where(eq(secretaries.key, key))
      const token = row && (await startSession(context, row.id, { address: null, device: 'test' }))
      const session = token && (await findSession(context, token))
      if (!session) throw new Error(`${key} may not sign in`)
      return session
    },
    async clientId(key) {
      const [row] = await db.select().from(clients).where(eq(clients.key, key))
      if (!row) throw new Error(`no client ${key}`)
      return row.clientId
    },
    async ring(line, from) {
      const { sid } = await exchange.call({ from, to: line, hangsUp: { during: 'record' } }).finished
      const [call] = await db.select().from(calls).where(eq(calls.callSid, sid))
      if (!call) throw new Error(`call ${sid} was not written down`)
      const { clientId, id: sourceId } = call
      rig.clock.advance(61_000)
      await concludeCall(context, { clientId, id: sourceId })
      return { clientId, sourceKind: 'call', sourceId }
    },
    async deliver() {
      const pending = await db.select().from(deliveries).where(eq(deliveries.state, 'pending'))
      for (const row of pending) await sendDelivery(context, row)
      await exchange.settled()
    },
  }
}

/** For one client only, as a secretary with few clients. */
export async function assignOnly({ context: { db } }: AgencyRig, key: string, clientIds: readonly number[]) {
  const [row] = await db.select().from(secretaries).where(eq(secretaries.key, key))
  if (!row) throw new Error(`no secretary ${key}`)
  await db.update(secretaries).set({ allClients: false }).where(eq(secretaries.id, row.id))
  await db.delete(assignments).where(and(eq(assignments.secretaryId, row.id)))
  if (clientIds.length > 0)
    await db
      .insert(assignments)
      .values(clientIds.map((clientId) => ({ clientId, secretaryId: row.id, since: new Date() })))
}

/** What a form sends when a secretary fills in the least. */
export const aForm = (changes: SlipForm = {}): SlipForm => ({
  ...{ revision: '0', callerName: 'M. Blanc', callbackNumber: '01 99 00 20 02', recipient: 'roux' },
  ...{ subject: 'Bail', body: 'Le bail est prêt à signer.', wish: 'callBack', wishWhen: 'demain matin' },
  ...changes,
})
