import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls } from '../../src/calls/tables.ts'
import { clients, contactNumbers, contacts, executives } from '../../src/clients/tables.ts'
import { idFrom } from '../../src/ids.ts'
import { messages } from '../../src/messages/tables.ts'
import { parsePhoneNumber } from '../../src/phone-number.ts'
import { type Asked, findPage } from '../../src/search/find-page.ts'
import { callList, clientList, contactList, slipList, textList } from '../../src/search/lists.ts'
import { readTerms } from '../../src/search/terms.ts'
import { texts } from '../../src/texts/tables.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'

const start = Date.parse('2026-11-17T09:00:00Z')

describeOnEachDatabase('things are found', (kind) => {
  let opened: TestDatabase
  let morel: number
  let durand: number
  let everyClient: number[]
  beforeAll(async () => {
    opened = await openTestDatabase(kind)
    const known = await opened.database.db.select().from(clients)
    const idOf = (key: string) => known.find((one) => one.key === key)?.clientId ?? 0
    morel = idOf('morel')
    durand = idOf('durand')
    everyClient = known.map(({ clientId }) => clientId)
    await stage()
  })
  afterAll(() => opened?.close())

  const db = () => opened.database.db

  async function chief(clientId: number): Promise<string> {
    const [row] = await db()
      .select()
      .from(executives)
      .where(sql`${executives.clientId} = ${clientId}`)
      .limit(1)
    if (!row) throw new Error(`no executive of ${clientId}`)
    return row.id
  }

  async function stage() {
    await call(1, morel, '+33199002001')
    await call(2, morel, '+33612345678')
    await call(3, durand, '+33612345678')
    await call(4, morel, null)
    await slip(2, morel, {
      callerName: 'Éléonore Lefèvre-Dupont',
      callerNumber: '+33612345678',
      subject: 'Facture FA-2026-001',
      body: 'Demande à être rappelée au sujet des baux. The tenants are waiting for the keys.',
    })
    await slip(3, durand, {
      callerName: 'Jean Lefèvre',
      callerNumber: '+33612345678',
      body: "Fuite d'eau à la cave",
    })
    await db()
      .insert(texts)
      .values({
        clientId: morel,
        id: idFrom('text', 1),
        messageSid: 'SM1',
        line: phone('+33199001001'),
        senderKind: 'number',
        sender: '+33199002001',
        body: 'Je confirme le rendez-vous du dossier 12/345',
        segments: 1,
        mediaCount: 0,
        receivedAt: new Date(start),
        disposition: 'messageTaken',
      })
  }

  async function call(n: number, clientId: number, caller: string | null) {
    await db()
      .insert(calls)
      .values({
        clientId,
        id: idFrom('call', n),
        callSid: `CA${n}`,
        line: phone('+33199001001'),
        callerKind: caller ? 'number' : 'withheld',
        caller,
        arrivedAt: new Date(start + n * 60_000),
        decision: {
          action: { kind: 'takeMessage', copies: [], urgency: 'ordinary', by: 'voicemail' },
          ruleKey: 'default',
          ruleSetVersion: 1,
          trace: { tried: '', seen: [] },
          facts: {},
        },
        degraded: false,
        exchangeStatus: 'completed',
        concludeAt: n === 1 ? new Date(start) : null,
        disposition: n === 1 ? null : 'messageTaken',
      })
  }

  async function slip(n: number, clientId: number, said: Partial<typeof messages.$inferInsert>) {
    await db()
      .insert(messages)
      .values({
        clientId,
        id: idFrom('slip', n),
        kind: 'taken',
        sourceKind: 'call',
        sourceId: idFrom('call', n),
        revision: 1,
        recipientId: await chief(clientId),
        copyIds: [],
        urgency: 'ordinary',
        receivedAt: new Date(start + n * 60_000),
        createdAt: new Date(start + n * 60_000),
        ...said,
      })
  }

  const asked = (q: string, more: Partial<Asked> = {}): Asked => ({
    clientIds: everyClient,
    from: null,
    direction: 'on',
    limit: 50,
    since: null,
    until: null,
    where: [] as SQL[],
    terms: q ? readTerms(q) : null,
    ...more,
  })

  const found = async (list: typeof slipList, q: string, more: Partial<Asked> = {}) =>
    (await findPage(db(), list, asked(q, more))).places.map(({ id }) => id)

  const leonoreSlip = idFrom('slip', 2)

  test.each([
    ['her name without accents', 'eleonore lefevre'],
    ['part of her name', 'pont'],
    ['another form of the verb', 'rappeler'],
    ['the same with its accent', 'RAPPELÉE'],
    ['an English word by its stem', 'tenant wait'],
    ['a reference as it is written', 'FA-2026-001'],
    ['a reference without separators', 'fa2026001'],
    ['a reference from its middle', '2026-001'],
    ['the last digits of the number', '5678'],
    ['the number as people write it', '06 12 34'],
    ['the number as the exchange writes it', '+33612345678'],
    ['digits from the middle', '2345'],
    ['name and number together', 'dupont 06 12'],
  ])('a slip is found by %s', async (_, q) => {
    expect(await found(slipList, q, { clientIds: [morel] })).toEqual([leonoreSlip])
  })

  test.each(['inexistant', 'dupont fuite', '9999', '%', '_', 'FA-2027', '…', '+33'])(
    'nothing is found by %s',
    async (q) => {
      expect(await found(slipList, q)).toEqual([])
    },
  )

  test('of two clients only the one who is asked about shows its slips', async () => {
    expect(await found(slipList, 'lefevre')).toEqual([idFrom('slip', 3), leonoreSlip])
    expect(await found(slipList, 'lefevre', { clientIds: [durand] })).toEqual([idFrom('slip', 3)])
    expect(await found(slipList, 'lefevre', { clientIds: [] })).toEqual([])
  })

  test('a call is found by its number, its slip and its contact, concluded or not', async () => {
    expect(await found(callList, '5678')).toEqual([idFrom('call', 3), idFrom('call', 2)])
    expect(await found(callList, '01 99 00 20')).toEqual([idFrom('call', 1)])
    expect(await found(callList, 'baux')).toEqual([idFrom('call', 2)])
    expect(await found(callList, 'petit')).toEqual([idFrom('call', 1)])
  })

  test('a text is found by its words, its number and its contact', async () => {
    for (const q of ['confirmer', '12/345', '2001', 'petit', 'rendez-vous'])
      expect(await found(textList, q), q).toEqual([idFrom('text', 1)])
  })

  test('a contact is found by name, number and part of either', async () => {
    const [petit] = await db().select().from(contacts).where(sql`${contacts.name} = 'Me Petit'`)
    for (const q of ['petit', 'PET', '01 99 00 20 01', '2001'])
      expect(await found(contactList, q), q).toContain(petit?.id)
  })

  test('a client is found by its name and by its line', async () => {
    expect(await found(clientList, 'morel')).toEqual([String(morel)])
    expect(await found(clientList, '01 99 00 10 02')).toEqual([String(durand)])
  })

  test('pages follow each other without a gap when rows come in between', async () => {
    const first = await findPage(db(), callList, asked('', { limit: 2 }))
    expect(first.goesOn).toBe(true)
    await call(9, morel, '+33612340000')
    const second = await findPage(db(), callList, asked('', { limit: 2, from: first.places.at(-1) ?? null }))
    expect([...first.places, ...second.places].map(({ id }) => id)).toEqual(
      [4, 3, 2, 1].map((n) => idFrom('call', n)),
    )
    const back = await findPage(
      db(),
      callList,
      asked('', { limit: 2, from: second.places.at(0) ?? null, direction: 'back' }),
    )
    expect(back.places).toEqual(first.places)
    expect(back.goesOn).toBe(true)
  })

  test('rows of the same instant are each shown once', async () => {
    const at = new Date(start - 60_000)
    for (const n of [20, 21, 22]) {
      await call(n, n === 21 ? durand : morel, null)
      await db()
        .update(calls)
        .set({ arrivedAt: at })
        .where(sql`${calls.id} = ${idFrom('call', n)}`)
    }
    const seen: string[] = []
    for (let from: Asked['from'] = null, n = 0; n < 10; n++) {
      const page = await findPage(db(), callList, asked('', { limit: 1, from, until: new Date(start) }))
      seen.push(...page.places.map(({ id }) => id))
      from = page.places.at(-1) ?? from
      if (!page.goesOn) break
    }
    expect([...seen].sort()).toEqual([20, 21, 22].map((n) => idFrom('call', n)).sort())
  })

  test('a name of ten thousand letters and one with commands for the database are kept and found', async () => {
    const evil = `x'||pg_sleep(5)||' '; drop table messages -- ${'é'.repeat(10_000)}`
    const id = idFrom('contact', 'evil')
    await db().insert(contacts).values({ clientId: morel, id, key: 'evil', name: evil, tags: [] })
    await db()
      .insert(contactNumbers)
      .values({ clientId: morel, number: phone('+33199002099'), contactId: id })
    expect(await found(contactList, evil.slice(0, 40))).toEqual([id])
    await db().delete(contacts).where(sql`${contacts.id} = ${id}`)
  })
})

const phone = (text: string) => {
  const number = parsePhoneNumber(text)
  if (!number) throw new Error(text)
  return number
}
