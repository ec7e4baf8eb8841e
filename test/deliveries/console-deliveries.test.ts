import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { calls } from '../../src/calls/tables.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { messages } from '../../src/messages/tables.ts'
import { openTask } from '../../src/tasks/open-task.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { signIn, type Visitor } from '../support/console-rig.ts'
import { describeOnOneDatabase } from '../support/each-database.ts'
import { until } from '../support/until.ts'

const morel = '+33199001101'

describeOnOneDatabase('deliveries at the console', (database) => {
  let rig: AgencyRig
  let supervisors: readonly [Visitor, Visitor]
  let caller = 7_000
  beforeAll(async () => {
    rig = await startAgencyRig({ database })
    supervisors = [await signIn(rig, 'claire'), await signIn(rig, 'claire')]
  })
  afterAll(() => rig?.close())

  /** The text of a voicemail that has reached Me Morel. */
  async function deliveredText() {
    const from = `+3319900${++caller}`
    const { sid } = await rig.exchange.call({
      from,
      to: '+33199001001',
      speaks: { text: 'Bonjour', seconds: 9 },
    }).finished
    return until('the text is delivered', async () => {
      const [row] = await rig.context.db
        .select({ delivery: deliveries })
        .from(deliveries)
        .innerJoin(
          messages,
          and(eq(messages.clientId, deliveries.clientId), eq(messages.id, deliveries.messageId)),
        )
        .innerJoin(calls, and(eq(calls.clientId, messages.clientId), eq(calls.id, messages.sourceId)))
        .where(and(eq(calls.callSid, sid), eq(deliveries.channel, 'sms'), eq(deliveries.state, 'delivered')))
      return row?.delivery
    })
  }
  type Row = Awaited<ReturnType<typeof deliveredText>>
  const rowNow = async ({ clientId, id }: Row) => {
    const [row] = await rig.context.db
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.clientId, clientId), eq(deliveries.id, id)))
    if (!row) throw new Error('the delivery is gone')
    return row
  }
  async function become(row: Row, changes: Partial<Row>, task: 'failedDelivery' | 'uncertainDelivery') {
    const { clientId, id } = row
    await rig.context.db
      .update(deliveries)
      .set({ deliveredAt: null, ...changes })
      .where(and(eq(deliveries.clientId, clientId), eq(deliveries.id, id)))
    const now = rig.context.now()
    await openTask(
      rig.context.db,
      { clientId, audience: 'supervisor', kind: task, key: id, details: {} },
      now,
    )
  }
  const pathOf = ({ clientId, id }: Row) => `/console/deliveries/${clientId}/${id}`
  const openTasksOf = async ({ id }: Row) =>
    (await rig.context.db.select().from(tasks).where(eq(tasks.key, id))).filter(({ doneAt }) => !doneAt)
  const textsNow = () => rig.exchange.telephone(morel).texts.length
  const pressTogether = (row: Row, fields: Record<string, string>) =>
    Promise.all(supervisors.flatMap((one) => [1, 2, 3].map(() => one.post(pathOf(row), fields))))
  const again = async (row: Row) =>
    until('it is delivered once more', async () => {
      const found = await rowNow(row)
      return found.state === 'delivered' && found.attempts === row.attempts + 1 && found
    })
  const plain = (body: string) => body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

  test('a failed one is sent again once, however often and by whomever the button is pressed', async () => {
    const row = await deliveredText()
    await become(row, { state: 'failed', failure: 'filtered', errorCode: '30007' }, 'failedDelivery')
    const list = await supervisors[0].get('/console/deliveries?state=stuck')
    expect(list.body).toContain(pathOf(row))
    expect(plain(list.body)).toContain('Échec : le SMS a été pris pour un message indésirable')
    const before = textsNow()
    const fields = { choice: 'retry', state: 'failed', attempts: String(row.attempts) }
    const answers = await pressTogether(row, fields)
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409, 409, 409])
    await again(row)
    expect((await pressTogether(row, fields)).every(({ status }) => status === 409)).toBe(true)
    expect(textsNow()).toBe(before + 1)
    expect(await openTasksOf(row)).toEqual([])
    const done = await rig.context.db.select().from(acts).where(eq(acts.subjectId, row.id))
    expect(done.filter(({ verb }) => verb === 'delivery.retried')).toMatchObject([
      { actorKind: 'supervisor' },
    ])
    expect(plain((await supervisors[1].get(pathOf(row))).body)).toContain('Claire l’a fait renvoyer')
  })

  test('of an uncertain one she is asked whether it was seen; only "no" sends it again, once', async () => {
    const row = await deliveredText()
    const longAgo = new Date(rig.context.now().getTime() - 10 * 60_000)
    const uncertain = { state: 'uncertain', failure: 'maybeSent', claimedAt: longAgo, dueAt: null } as const
    await become(row, uncertain, 'uncertainDelivery')
    const page = await supervisors[0].get(pathOf(row))
    expect(plain(page.body)).toContain('Est-ce arrivé ?')
    expect(page.body).not.toContain('value="retry"')
    const before = textsNow()
    const seen = { state: 'uncertain', attempts: String(row.attempts) }
    expect((await supervisors[0].post(pathOf(row), { ...seen, choice: 'retry' })).status).toBe(409)
    expect((await supervisors[0].post(pathOf(row), { ...seen, choice: 'seen' })).status).toBe(303)
    expect(await rowNow(row)).toMatchObject({ state: 'delivered', attempts: row.attempts })
    expect((await supervisors[1].post(pathOf(row), { ...seen, choice: 'notSeen' })).status).toBe(409)
    expect(await openTasksOf(row)).toEqual([])

    await become(row, uncertain, 'uncertainDelivery')
    const answers = await pressTogether(row, { ...seen, choice: 'notSeen' })
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    await again(row)
    expect(textsNow()).toBe(before + 1)
  })

  test('one that was set aside is looked for at the exchange, and not sent when it is found', async () => {
    const row = await deliveredText()
    const claimedAt = rig.context.now()
    await become(
      row,
      { state: 'quarantined', failure: 'workerDied', crashes: 5, claimedAt },
      'failedDelivery',
    )
    const before = textsNow()
    const fields = { choice: 'retry', state: 'quarantined', attempts: String(row.attempts) }
    expect((await supervisors[0].post(pathOf(row), fields)).status).toBe(303)
    await until('it is found', async () => ['sent', 'delivered'].includes((await rowNow(row)).state))
    expect(textsNow()).toBe(before)
  })

  test('giving up needs a reason, which is kept, and what waited never goes out', async () => {
    const row = await deliveredText()
    const dueAt = new Date(rig.context.now().getTime() + 3_600_000)
    await become(row, { state: 'pending', dueAt, failure: 'handsetOff' }, 'failedDelivery')
    const fields = { choice: 'giveUp', state: 'pending', attempts: String(row.attempts) }
    expect((await supervisors[0].post(pathOf(row), { ...fields, reason: ' ' })).status).toBe(422)
    expect((await supervisors[0].post(pathOf(row), { ...fields, reason: 'Réglé de vive voix' })).status).toBe(
      303,
    )
    expect(await rowNow(row)).toMatchObject({ state: 'suppressed', failure: 'givenUp', dueAt: null })
    expect(plain((await supervisors[0].get(pathOf(row))).body)).toMatch(
      /Claire y a renoncé .* Réglé de vive voix/,
    )
  })

  test('the list is paged by what came last, filtered, and closed to secretaries', async () => {
    const row = await deliveredText()
    const { body } = await supervisors[0].get(
      `/console/deliveries?client=${row.clientId}&channel=sms&kind=message&executive=${row.executiveId}`,
    )
    expect(body).toContain(pathOf(row))
    const none = await supervisors[0].get(`/console/deliveries?client=${row.clientId}&channel=call`)
    expect(none.body).not.toContain(pathOf(row))
    const before = new URLSearchParams({ at: row.createdAt.toISOString(), id: row.id })
    expect((await supervisors[0].get(`/console/deliveries?${before}`)).body).not.toContain(pathOf(row))
    expect(
      (await supervisors[0].get(`/console/deliveries?executive=x&client=-1&from=nie&at=x&id=y`)).status,
    ).toBe(200)
    const alice = await signIn(rig, 'alice')
    expect((await alice.get('/console/deliveries')).status).toBe(403)
    const other = `/console/deliveries/${row.clientId + 1}/${row.id}`
    expect((await supervisors[0].get(other)).status).toBe(404)
  })
})
