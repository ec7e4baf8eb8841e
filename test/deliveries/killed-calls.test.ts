import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { insertDeliveries } from '../../src/deliveries/insert-deliveries.ts'
import { resolveUncertain } from '../../src/deliveries/resolve-uncertain.ts'
import { type SendContext, sendDelivery } from '../../src/deliveries/send-delivery.ts'
import { sweepDeliveries } from '../../src/deliveries/sweep-deliveries.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { acknowledge } from '../../src/messages/acknowledge-message.ts'
import { takeMessage } from '../../src/messages/take-message.ts'
import { personOf } from '../alerts/person-of.ts'
import { people } from '../journeys/follow.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { slip } from '../support/delivery-rig.ts'
import { diesInSettling } from '../support/dies-in-settling.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
})
beforeEach(() => {
  rig.exchange.trouble.clear()
  rig.exchange.telephone(people.durand).behave({ kind: 'noAnswer' })
})
afterAll(() => rig?.close())

const killed = new Error('killed')

/** Where a worker dies: nothing of what it would have done after that point happens. */
const deaths = {
  afterClaim: (context: SendContext): SendContext => ({
    ...context,
    gateway: { ...context.gateway, createCall: () => Promise.reject(killed) },
  }),
  afterPost: (context: SendContext): SendContext => ({
    ...context,
    gateway: {
      ...context.gateway,
      async createCall(call) {
        await context.gateway.createCall(call)
        throw killed
      },
    },
  }),
  afterLostAnswer: (context: SendContext): SendContext => {
    rig.exchange.trouble.add({ rest: 'calls.create', does: 'acceptThenDrop', times: 1 })
    return deaths.afterPost(context)
  },
  inSettling: (context: SendContext): SendContext => diesInSettling(context, killed),
}
type Death = keyof typeof deaths
const everyDeath = Object.keys(deaths) as Death[]

/** A call to M. Durand about an urgent message, about to be placed. */
async function aCall(): Promise<{ clientId: number; id: string }> {
  const { db, now } = rig.context
  const { clientId, id: executiveId } = await personOf(rig, 'durand', 'durand')
  const urgent = slip({ clientId, recipientId: executiveId, urgency: 'urgent' })
  const [call] = await db.transaction(async (tx) => {
    const { messageId, revision } = await takeMessage(tx, urgent, now())
    const cause = { kind: 'message', clientId, messageId, revision, urgency: 'urgent' } as const
    return insertDeliveries(tx, cause, [{ executiveId, channel: 'call' }], now())
  })
  return call ?? expect.fail('no call was written')
}

const rowOf = async ({ id }: { id: string }) =>
  (await rig.context.db.select().from(deliveries).where(eq(deliveries.id, id)))[0]
const placed = () => rig.exchange.calls.filter(({ direction }) => direction === 'outbound-api').length

/** What the timetable and the workers do, until a claim that was left behind has been looked into. */
async function recover(call: { clientId: number; id: string }) {
  for (let step = 0; step < 8; step += 1) {
    rig.clock.advance(35_000)
    await sweepDeliveries(rig.context)
    const row = await rowOf(call)
    if (row?.state === 'pending') await sendDelivery(rig.context, call)
    if (row?.state === 'uncertain') await resolveUncertain(rig.context, call)
    await rig.exchange.settled()
  }
}

test.each(everyDeath)('a worker that dies %s rings her once, no more', async (death) => {
  const call = await aCall()
  const before = placed()
  await expect(sendDelivery(deaths[death](rig.context), call)).rejects.toBe(killed)
  await rig.exchange.settled()
  await recover(call)
  expect(placed() - before).toBe(1)
  expect(await rowOf(call)).toMatchObject({ state: 'failed', failure: 'noAnswer' })
})

test.each(everyDeath)('so it is where callbacks never come (%s)', async (death) => {
  rig.exchange.trouble.add({ webhook: 'callStatus', does: 'lost' })
  const call = await aCall()
  const before = placed()
  await expect(sendDelivery(deaths[death](rig.context), call)).rejects.toBe(killed)
  await rig.exchange.settled()
  await recover(call)
  expect(placed() - before).toBe(1)
})

test('a call that still waits is not placed once somebody acknowledged', async () => {
  const call = await aCall()
  const before = placed()
  const { messageId, executiveId } = (await rowOf(call)) ?? {}
  if (!messageId || !executiveId) return expect.fail('a call about nothing')
  const word = { answer: 'received', via: 'page', actor: { kind: 'executive', id: executiveId } } as const
  const of = { clientId: call.clientId, messageId, executiveId }
  await rig.context.db.transaction((tx) => acknowledge(tx, { ...of, ...word }, rig.context.now()))
  await sendDelivery(rig.context, call)
  expect(await rowOf(call)).toMatchObject({ state: 'suppressed', failure: 'withdrawn' })
  expect(placed()).toBe(before)
})

test('two calls of one minute to one telephone are told apart', async () => {
  const [first, second] = [await aCall(), await aCall()]
  const before = placed()
  await sendDelivery(rig.context, first)
  await expect(sendDelivery(deaths.afterClaim(rig.context), second)).rejects.toBe(killed)
  await rig.exchange.settled()
  await recover(second)
  expect(placed() - before).toBe(2)
  expect((await rowOf(first))?.providerId).not.toBe((await rowOf(second))?.providerId)
})
