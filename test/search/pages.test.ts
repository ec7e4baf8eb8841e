import { parse } from 'csv-parse/sync'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { clients, contactNumbers, contacts, executives } from '../../src/clients/tables.ts'
import { idFrom } from '../../src/ids.ts'
import { messageRevisions, messages } from '../../src/messages/tables.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { signIn, type Visitor } from '../support/console-rig.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'

const slipId = idFrom('slip', 1)

describeOnEachDatabase('slips, contacts and exports', (database) => {
  let rig: AgencyRig
  let alice: Visitor
  let claire: Visitor
  let morel: number
  beforeAll(async () => {
    rig = await startAgencyRig({ database, work: false })
    alice = await signIn(rig, 'alice')
    claire = await signIn(rig, 'claire')
    morel = await clientId('morel')
    const [chief] = await rig.context.db.select().from(executives).where(eq(executives.clientId, morel))
    await rig.context.db.insert(messages).values({
      clientId: morel,
      id: slipId,
      kind: 'taken',
      sourceKind: 'call',
      sourceId: idFrom('call', 1),
      revision: 2,
      recipientId: chief?.id ?? '',
      copyIds: [],
      urgency: 'urgent',
      callerName: '=cmd|calc <b>Évelyne</b>',
      callerNumber: '+33199002001',
      subject: 'Signature',
      body: 'Signature avancée à mardi',
      receivedAt: rig.clock.now(),
      createdAt: rig.clock.now(),
    })
    await rig.context.db.insert(messageRevisions).values({
      clientId: morel,
      messageId: slipId,
      revision: 1,
      content: {
        callerName: '=cmd|calc <b>Évelyne</b>',
        subject: 'Signature',
        body: 'Signature avancée à lundi',
      },
      writtenAt: rig.clock.now(),
    })
  })
  afterAll(() => rig?.close())

  const clientId = async (key: string) => {
    const [row] = await rig.context.db.select().from(clients).where(eq(clients.key, key))
    return row?.clientId ?? 0
  }
  const actsOf = (verb: string) =>
    rig.context.db
      .select()
      .from(acts)
      .where(and(eq(acts.clientId, morel), eq(acts.verb, verb)))

  test('a slip shows what changed in it, and that it was read is written down', async () => {
    const { status, body } = await alice.get(`/console/slips/${morel}/${slipId}`)
    expect(status).toBe(200)
    expect(body).toContain('<del>lundi</del>')
    expect(body).toContain('<ins>mardi</ins>')
    expect(body).not.toContain('<b>Évelyne')
    expect(await actsOf('message.read')).toMatchObject([{ subjectId: slipId, actorKind: 'secretary' }])
    expect((await alice.get(`/console/slips/${morel}/${slipId}/print`)).body).toContain('Message pris pour')
    expect(await actsOf('message.printed')).toHaveLength(1)
  })

  test.each(['nonsense', idFrom('slip', 'none'), "x'%20or%201=1"])('a slip %s is not there', async (id) => {
    expect((await alice.get(`/console/slips/${morel}/${id}`)).status).toBe(404)
    expect((await alice.get(`/console/slips/99999/${slipId}`)).status).toBe(404)
  })

  const card = {
    name: 'Mme Zoé Bréval',
    company: '',
    email: '',
    numbers: '01 99 00 20 77',
    tags: 'vip',
    executive: '',
    seen: '',
  }

  test('a contact is written, found by its number, changed and deleted, each with an act', async () => {
    expect((await alice.get(`/console/contacts/${morel}/new?number=%2B33199002077`)).body).toContain(
      '01 99 00 20 77',
    )
    const made = await alice.post(`/console/contacts/${morel}/new`, card)
    expect(made.status).toBe(303)
    const address = made.location ?? ''
    const seen = /name="seen" value="([^"]+)"/.exec((await alice.get(address)).body)?.[1] ?? ''
    expect((await alice.get('/console/contacts?q=breval')).body).toContain(address)
    expect((await alice.post(address, { ...card, name: 'Mme Zoé Martin', seen })).status).toBe(303)
    const stale = await alice.post(address, { ...card, name: 'Another', seen })
    expect(stale.status).toBe(409)
    expect(stale.body).toContain('value="Another"')
    const [changed] = await actsOf('contact.changed')
    expect(changed).toMatchObject({ before: { name: 'Mme Zoé Bréval' }, after: { name: 'Mme Zoé Martin' } })
    expect((await alice.post(`${address}/delete`)).status).toBe(403)
    expect((await claire.post(`${address}/delete`)).status).toBe(303)
    expect((await alice.get(address)).status).toBe(404)
    expect(await actsOf('contact.deleted')).toHaveLength(1)
  })

  test('a number of another contact is refused by that contact’s name, and nothing is kept', async () => {
    const before = await rig.context.db.select().from(contacts)
    const { status, body } = await alice.post(`/console/contacts/${morel}/new`, {
      ...card,
      numbers: '01 99 00 20 01',
    })
    expect(status).toBe(409)
    expect(body).toContain('est déjà le numéro de Me Petit')
    expect(await rig.context.db.select().from(contacts)).toHaveLength(before.length)
  })

  test.each([
    [{ name: '' }, 'Un nom est nécessaire'],
    [{ name: 'x'.repeat(10_000) }, 'Un nom est nécessaire'],
    [{ numbers: '15' }, 'Ce n’est pas un numéro de téléphone'],
    [{ numbers: '06 12' }, 'Ce n’est pas un numéro de téléphone'],
    [{ email: 'G: evil@x.fr;' }, 'Une seule adresse'],
    [{ tags: '<script>' }, 'Une étiquette'],
    [{ executive: 'nobody' }, 'Rien n’est enregistré'],
  ])('a card with %j is refused and what was typed stays', async (wrong, said) => {
    const { status, body } = await alice.post(`/console/contacts/${morel}/new`, { ...card, ...wrong })
    expect(status).toBe(422)
    expect(body).toContain(said)
    expect(body).toContain('01 99 00 20 77'.slice(0, 'numbers' in wrong ? 0 : 14))
  })

  test('names with commands for the database are kept to the letter', async () => {
    const name = `x'||pg_sleep(5)||'; drop table contacts --`
    const made = await alice.post(`/console/contacts/${morel}/new`, { ...card, name, numbers: '' })
    expect(made.status).toBe(303)
    const rows = await rig.context.db.select().from(contacts).where(eq(contacts.name, name))
    expect(rows).toHaveLength(1)
    expect(await rig.context.db.select().from(contactNumbers)).not.toHaveLength(0)
  })

  test('only a supervisor exports, says why, and no cell is a formula', async () => {
    expect((await alice.post('/console/slips/export', { reason: 'pour voir' })).status).toBe(403)
    expect((await claire.post('/console/slips/export', { reason: '' })).status).toBe(400)
    expect((await claire.post('/console/slips/export', { reason: 'pour voir', sort: 'id"--' })).status).toBe(
      400,
    )
    const { status, body } = await claire.post('/console/slips/export', {
      reason: 'bilan demandé',
      q: 'signature',
    })
    expect(status).toBe(200)
    const rows: string[][] = parse(body, { delimiter: ';', bom: true })
    expect(rows).toHaveLength(2)
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    expect(rows[1]).toContain("'+33199002001")
    expect(await actsOf('list.exported')).toMatchObject([
      {
        actorKind: 'supervisor',
        after: { list: 'slips', reason: 'bilan demandé', rows: 1, filters: { q: 'signature' } },
      },
    ])
  })

  test.each(['calls', 'texts', 'contacts', 'clients'])('%s are exported', async (kind) => {
    const { status, body } = await claire.post(`/console/${kind}/export`, { reason: 'bilan demandé' })
    expect(status).toBe(200)
    expect(parse(body, { delimiter: ';', bom: true }).length).toBeGreaterThan(0)
  })
})
