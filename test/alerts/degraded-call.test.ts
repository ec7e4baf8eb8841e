import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { raiseAlerts } from '../../src/alerts/raise-alerts.ts'
import { alerts } from '../../src/alerts/tables.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { takeMessage } from '../../src/messages/take-message.ts'
import {
  ask,
  type DegradedRig,
  names,
  newCallSid,
  replayed,
  spoken,
  startDegradedRig,
} from '../journeys/degraded-rig.ts'
import { slip } from '../support/delivery-rig.ts'
import { sendSigned } from '../support/send-signed.ts'
import { describeWithRealServers } from '../support/where-installed.ts'
import { personOf } from './person-of.ts'

const minutes = 60_000

describeWithRealServers('an executive who was rung picks up while the database is frozen', () => {
  let rig: DegradedRig
  beforeAll(async () => {
    rig = await startDegradedRig({ max_connections: 40 })
  })
  afterAll(() => rig?.close())
  afterEach(() => rig.postgres.thaw())

  /** An urgent message of hers that has come as far as the call. */
  async function rung(key: string) {
    const { context, clock } = rig.rig
    const { clientId, id: recipientId } = await personOf(rig.rig, key, key)
    const urgent = slip({ clientId, recipientId, urgency: 'urgent', callerName: 'M. Blanc' })
    const { messageId } = await context.db.transaction((tx) => takeMessage(tx, urgent, context.now()))
    for (const _ of ['repeated', 'called']) {
      clock.advance(11 * minutes)
      await raiseAlerts(context)
    }
    const rows = await context.db.select().from(deliveries).where(eq(deliveries.messageId, messageId))
    const call = rows.find(({ channel }) => channel === 'call')
    return { messageId, path: `${clientId}/${call?.id}` }
  }
  const alertOf = async (messageId: string) =>
    (await rig.rig.context.db.select().from(alerts).where(eq(alerts.messageId, messageId)))[0]
  const fields = () => ({
    CallSid: newCallSid(),
    CallStatus: 'in-progress',
    From: '+33199001002',
    To: '+33199001102',
  })

  test('she hears for which client it is, and her key is known when the database is back', async () => {
    const { messageId, path } = await rung('durand')
    // The first answer of a process is slow, and this is about those after it.
    const asked = await sendSigned(rig.rig, `/twilio/alert/${path}?attempt=1`, fields())
    expect(asked.body).toContain('Monsieur Blanc')
    rig.postgres.freeze()
    const again = await ask(rig, `/twilio/alert/${path}?attempt=1`, fields())
    expect(names(again)).toEqual(['Gather', 'Gather', 'Hangup'])
    expect(spoken(again)).toContain('Message urgent pour Plomberie Durand. Pour confirmer')
    const thanked = await ask(rig, `/twilio/alert/${path}/key`, { ...fields(), Digits: '1' })
    expect(spoken(thanked)).toContain("c'est noté")
    rig.postgres.thaw()
    const ended = { ...fields(), CallStatus: 'completed' }
    expect((await sendSigned(rig.rig, `/twilio/alert-status/${path}?attempt=1`, ended)).statusCode).toBe(204)
    await replayed(rig)
    expect(await alertOf(messageId)).toMatchObject({ step: 'called', endedBy: 'acknowledged' })
  })

  test('of a health client she hears that there is a message, and no name', async () => {
    const { path } = await rung('lenoir')
    rig.postgres.freeze()
    const asked = await ask(rig, `/twilio/alert/${path}?attempt=1`, fields())
    rig.postgres.thaw()
    expect(spoken(asked)).toMatch(/Vous avez un message urgent\. Pour confirmer/)
    expect(spoken(asked)).not.toMatch(/Lenoir|Blanc/)
  })
})
