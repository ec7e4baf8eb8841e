import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { raiseAlerts } from '../../src/alerts/raise-alerts.ts'
import { alerts } from '../../src/alerts/tables.ts'
import { acknowledge } from '../../src/messages/acknowledge-message.ts'
import { takeMessage } from '../../src/messages/take-message.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { slip } from '../support/delivery-rig.ts'
import { describeWithRealServers } from '../support/where-installed.ts'
import { personOf } from './person-of.ts'

const minutes = 60_000
const steps = ['repeated', 'called', 'passedOn', 'repeated', 'called', 'exhausted'].map(
  (step) => `alert.${step}`,
)

describeWithRealServers('with several schedulers on a real database', () => {
  let rig: AgencyRig
  beforeAll(async () => {
    rig = await startAgencyRig({ database: 'server', work: false })
  })
  afterAll(() => rig?.close())

  const person = (key: string) => personOf(rig, 'durand', key)
  const take = async () => {
    const { clientId, id: recipientId } = await person('durand')
    const urgent = slip({ clientId, recipientId, urgency: 'urgent', kind: 'text', sourceKind: 'text' })
    const taken = await rig.context.db.transaction((tx) => takeMessage(tx, urgent, rig.context.now()))
    return taken.messageId
  }
  const stepsOf = async (messageId: string) => {
    const rows = await rig.context.db
      .select()
      .from(acts)
      .where(eq(acts.subjectId, messageId))
      .orderBy(asc(acts.at))
    return rows.map(({ verb }) => verb)
  }
  const fiveAtOnce = () => Promise.all(Array.from({ length: 5 }, () => raiseAlerts(rig.context)))

  test('every step of every alert is taken once', async () => {
    const taken = await Promise.all(Array.from({ length: 12 }, take))
    for (const _ of steps) {
      rig.clock.advance(11 * minutes)
      await fiveAtOnce()
    }
    for (const messageId of taken) expect(await stepsOf(messageId)).toEqual(steps)
    const told = await rig.context.db.select().from(tasks).where(eq(tasks.kind, 'nobodyAcknowledged'))
    expect(told.map(({ key }) => key).sort()).toEqual(taken.toSorted())
  })

  test('whoever acknowledges in the very moment of a step ends all of it', async () => {
    const karim = await person('karim')
    const durand = await person('durand')
    const words = async (messageId: string) => {
      for (const { clientId, id: executiveId } of [durand, karim])
        await rig.context.db.transaction((tx) =>
          acknowledge(
            tx,
            {
              ...{ clientId, messageId, executiveId, answer: 'received', via: 'page' },
              actor: { kind: 'executive', id: executiveId },
            },
            rig.context.now(),
          ),
        )
    }
    for (let rounds = 0; rounds < 3; rounds += 1) {
      const taken = await Promise.all(Array.from({ length: 12 }, take))
      for (let step = 0; step < rounds; step += 1) {
        rig.clock.advance(11 * minutes)
        await raiseAlerts(rig.context)
      }
      rig.clock.advance(11 * minutes)
      await Promise.all([fiveAtOnce(), ...taken.map(words)])
      const rows = await rig.context.db.select().from(alerts)
      const ended = rows.filter(({ messageId }) => taken.includes(messageId))
      expect(ended.length).toBeGreaterThanOrEqual(12)
      for (const row of ended) expect(row).toMatchObject({ endedBy: 'acknowledged', nextAt: null })
    }
  })
})
