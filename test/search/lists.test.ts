import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callHandlings } from '../../src/calls/tables.ts'
import { writeCursor } from '../../src/search/cursor.ts'
import { listKinds } from '../../src/search/list-query.ts'
import { assignments, secretaries } from '../../src/secretaries/tables.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { signIn, type Visitor } from '../support/console-rig.ts'
import { describeOnOneDatabase } from '../support/each-database.ts'
import { ring } from '../support/ring.ts'

const injections = [
  `x'||pg_sleep(5)||'`,
  `'; drop table calls; --`,
  `") or 1=1 --`,
  `\\`,
  '%_%',
  `a:* & !b | <-> (c`,
  `'`,
  '\u202e\u0000abc',
  '<script>alert(1)</script>',
  '٠١٢٣',
  '+'.repeat(200),
  'é'.repeat(200),
]

const filters = {
  calls: [
    'q',
    'client',
    'from',
    'to',
    'by',
    'disposition',
    'outcome',
    'direction',
    'limit',
    'sort',
    'after',
    'before',
  ],
  texts: ['q', 'client', 'from', 'to', 'disposition', 'looked', 'limit', 'sort', 'after', 'before'],
  slips: [
    'q',
    'client',
    'from',
    'to',
    'by',
    'executive',
    'state',
    'urgency',
    'kind',
    'limit',
    'sort',
    'after',
    'before',
  ],
  contacts: ['q', 'client', 'executive', 'tag', 'limit', 'sort', 'after', 'before'],
  clients: ['q', 'state', 'limit', 'sort', 'after', 'before'],
}

describeOnOneDatabase('the lists of the console', (database) => {
  let rig: AgencyRig
  let claire: Visitor
  let alice: Visitor
  beforeAll(async () => {
    rig = await startAgencyRig({ database, work: false })
    claire = await signIn(rig, 'claire')
    alice = await signIn(rig, 'alice')
  })
  afterAll(() => rig?.close())

  test.each(listKinds)('%s are shown to a secretary and to a supervisor', async (kind) => {
    for (const visitor of [alice, claire]) {
      const { status, body } = await visitor.get(`/console/${kind}`)
      expect(status).toBe(200)
      expect(body).toContain(`action="/console/${kind}"`)
    }
  })

  test.each(listKinds)('whatever is typed into the filters of %s breaks nothing', async (kind) => {
    for (const name of filters[kind]) {
      for (const value of injections) {
        const { status, body } = await claire.get(
          `/console/${kind}?${new URLSearchParams({ [name]: value })}`,
        )
        expect([200, 400, 404], `${name}=${value}`).toContain(status)
        if (name !== 'q' && name !== 'tag') expect(status, `${name}=${value}`).toBe(400)
        expect(body).not.toContain('<script>alert')
      }
    }
    expect((await claire.get('/console/calls')).status).toBe(200)
  })

  test.each([
    'limit=1e9',
    'limit=-1',
    'offset=-1',
    'sort=id%22--',
    'client=1e3',
    'q=a&q=b',
    'from=2026-02-31',
  ])('a list that is asked for ?%s says that it makes no sense', async (query) => {
    const { status, body } = await claire.get(`/console/calls?${query}`)
    expect(status).toBe(400)
    expect(body).toContain('Cette liste ne comprend pas ce qui lui est demandé')
  })

  test('a place in somebody else’s list is refused', async () => {
    const { clientIds } = await scopeOf()
    const foreign = Math.max(...clientIds) + 1
    const id = '018f0000-0000-7000-8000-000000000000'
    const cursor = writeCursor({ clientId: foreign, key: '2026-11-17T09:00:00+00:00', id })
    const { status, body } = await claire.get(`/console/calls?after=${cursor}`)
    expect(status).toBe(400)
    expect(body).toContain('Cette page de la liste n’existe pas.')
    for (const wrong of [
      'x',
      cursor.slice(2),
      writeCursor({ clientId: clientIds[0] ?? 1, key: "'; drop", id }),
    ])
      expect((await claire.get(`/console/calls?after=${wrong}`)).status).toBe(400)
  })

  test('a call of another client that she was given stands beside her lists, is found, and opens its slip', async () => {
    const { db, now } = rig.context
    const [row] = await db.select().from(secretaries).where(eq(secretaries.key, 'benoit'))
    const secretaryId = row?.id ?? ''
    await db.update(secretaries).set({ allClients: false }).where(eq(secretaries.id, secretaryId))
    await db.delete(assignments).where(eq(assignments.secretaryId, secretaryId))
    const benoit = await signIn(rig, 'benoit')
    const { clientId, id: callId } = await ring(rig)
    const address = `/console/calls/${clientId}/${callId}`
    expect((await benoit.get('/console/calls')).body).not.toContain(address)
    await db.insert(callHandlings).values({ clientId, callId, secretaryId, takenAt: now() })
    const slip = {
      recipient: 'morel',
      subject: 'Bail rural',
      body: 'À signer',
      revision: '0',
      callerName: 'Me Petit',
    }
    expect((await benoit.post(`${address}/slip`, slip)).status).toBe(303)
    for (const path of ['/console/calls', '/console/calls?q=rural', '/console/calls?direction=inbound'])
      expect((await benoit.get(path)).body, path).toContain(address)
    for (const path of ['/console/calls?q=nulle+part', '/console/calls?direction=outbound'])
      expect((await benoit.get(path)).body, path).not.toContain(address)
    const link = /\/console\/slips\/\d+\/[0-9a-f-]{36}/.exec(
      (await benoit.get('/console/slips?q=rural')).body,
    )?.[0]
    expect((await benoit.get(link ?? '')).body).toContain('Bail rural')
    await db.delete(callHandlings).where(eq(callHandlings.callId, callId))
    expect((await benoit.get(link ?? '')).status).toBe(404)
  })

  test('a client that is not hers is not there', async () => {
    expect((await claire.get('/console/calls?client=99999')).status).toBe(404)
  })

  const scopeOf = async () => {
    const { clients } = await import('../../src/clients/tables.ts')
    const rows = await rig.context.db.select({ clientId: clients.clientId }).from(clients)
    return { clientIds: rows.map(({ clientId }) => clientId) }
  }
})
