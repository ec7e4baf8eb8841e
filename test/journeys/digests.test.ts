import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { executives } from '../../src/clients/tables.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { findDueDigests } from '../../src/digests/find-due-digests.ts'
import { prepareDigest } from '../../src/digests/prepare-digest.ts'
import { digests } from '../../src/digests/tables.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'
import { until } from '../support/until.ts'
import { concluded, lines, people, toldSlip } from './follow.ts'

/** Tuesday evening in Paris, when all of Cabinet Morel have their digests. */
const evening = '2026-11-17T17:00:05Z'

describeOnEachDatabase('digests', (database) => {
  let rig: AgencyRig
  beforeAll(async () => {
    rig = await startAgencyRig({ database })
  })
  afterAll(() => rig?.close())

  const executive = async (key: string) => {
    const [row] = await rig.context.db.select().from(executives).where(eq(executives.key, key))
    if (!row) throw new Error(`no executive ${key}`)
    return row
  }
  const digestsOf = async (key: string) => {
    const { clientId, id } = await executive(key)
    return rig.context.db
      .select()
      .from(digests)
      .where(and(eq(digests.clientId, clientId), eq(digests.executiveId, id)))
      .orderBy(digests.dueAt)
  }
  const mailsTo = (address: string) => rig.mailbox.mails.filter(({ to }) => to.includes(address))

  test('what Me Roux has not answered by the evening is in her digest, numbered', async () => {
    const call = await rig.exchange.call({
      ...{ from: people.blanc, to: lines.morel },
      speaks: { text: 'Bonjour, au sujet de l’audience', seconds: 12 },
    }).finished
    const row = await concluded(rig, call)
    await toldSlip(rig, row.id)
    const before = mailsTo('antoine@morel.demo.test').length

    rig.clock.set(evening)
    await findDueDigests(rig.context)
    const mail = await until('the digest is there', () => mailsTo('antoine@morel.demo.test')[before])
    expect(mail.subject).toContain('1 message à voir')
    expect(mail.text).toMatch(/Messages\n\d+\. Message vocal de M\. Blanc/)
    const [digest] = await digestsOf('roux')
    expect(digest).toMatchObject({ state: 'composed', lines: [{ number: 1, kind: 'message' }] })
  })

  test('nobody is written to when there is nothing to tell', async () => {
    await until('all due digests are put together', async () =>
      (await rig.context.db.select().from(digests)).every(({ state }) => state !== 'due'),
    )
    expect((await digestsOf('nguyen')).map(({ state }) => state)).toEqual(['nothing'])
    expect(mailsTo('linh@morel.demo.test')).toEqual([])
  })

  test('ten schedulers and ten workers at once send one digest', async () => {
    rig.clock.set('2026-11-18T17:00:05Z')
    const before = mailsTo('antoine@morel.demo.test').length
    await Promise.all(Array.from({ length: 10 }, () => findDueDigests(rig.context)))
    const [, second] = await digestsOf('roux')
    if (!second) throw new Error('no second digest')
    await Promise.all(Array.from({ length: 10 }, () => prepareDigest(rig.context, second)))
    await until('the digest is there', () => mailsTo('antoine@morel.demo.test').length > before)
    await rig.exchange.settled()
    expect(await digestsOf('roux')).toHaveLength(2)
    const sent = await rig.context.db.select().from(deliveries).where(eq(deliveries.digestId, second.id))
    expect(sent.map(({ channel }) => channel)).toEqual(['email'])
    expect(mailsTo('antoine@morel.demo.test')).toHaveLength(before + 1)
  })

  test('the same line keeps its number from one digest to the next', async () => {
    const all = await digestsOf('roux')
    expect(all.map((digest) => digest.lines.map(({ number }) => number))).toEqual([[1], [1]])
  })

  test('a worker that dies before it commits leaves the digest due, and the next one sends it once', async () => {
    rig.clock.set('2026-11-19T17:00:05Z')
    const dies = () => {
      throw new Error('killed')
    }
    await findDueDigests({
      ...rig.context,
      jobs: { ...rig.context.jobs, addMany: async () => 'unavailable' },
    })
    const third = (await digestsOf('roux'))[2]
    if (!third) throw new Error('no third digest')
    const db = new Proxy(rig.context.db, {
      get(target, property) {
        if (property !== 'transaction') return Reflect.get(target, property)
        return (run: Parameters<typeof target.transaction>[0]) =>
          target.transaction(async (tx) => {
            await run(tx)
            return dies()
          })
      },
    })
    await expect(prepareDigest({ ...rig.context, db }, third)).rejects.toThrow('killed')
    expect((await digestsOf('roux'))[2]).toMatchObject({ state: 'due', lines: [] })

    const before = mailsTo('antoine@morel.demo.test').length
    rig.clock.advance(60_000)
    await findDueDigests(rig.context)
    await until('the digest is there', () => mailsTo('antoine@morel.demo.test').length > before)
    expect((await digestsOf('roux'))[2]).toMatchObject({ state: 'composed' })
    expect(await digestsOf('roux')).toHaveLength(3)
  })

  test('what an outage held back comes in one digest, which tells of all that time', async () => {
    rig.clock.set('2026-11-20T20:30:00Z')
    await findDueDigests(rig.context)
    const all = await until('the digest is put together', async () => {
      const rows = await digestsOf('roux')
      return rows.length === 4 && rows.every(({ state }) => state === 'composed') && rows
    })
    expect(all[3]).toMatchObject({
      dueAt: new Date('2026-11-20T17:00:00Z'),
      since: new Date('2026-11-19T17:00:00Z'),
    })
  })
})
