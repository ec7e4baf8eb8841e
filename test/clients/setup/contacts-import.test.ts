import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clients, contactNumbers, contacts } from '../../../src/clients/tables.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { signIn, type Visitor } from '../../support/console-rig.ts'

let rig: AgencyRig
let claire: Visitor
let path: string
let clientId: number
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
  claire = await signIn(rig, 'claire')
  const [row] = await rig.context.db.select().from(clients).where(eq(clients.key, 'chauffage'))
  clientId = row?.clientId ?? 0
  path = `/console/clients/${clientId}/contacts`
})
afterAll(() => rig.close())

async function upload(bytes: Uint8Array | string, visitor = claire) {
  const form = new FormData()
  form.append('form', visitor.formToken)
  form.append(
    'file',
    new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]),
    '../../contacts.csv',
  )
  const answer = await fetch(`${rig.url}${path}/import`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { cookie: `${visitor.cookie.name}=${visitor.cookie.value}` },
  })
  return {
    status: answer.status,
    location: answer.headers.get('location') ?? '',
    body: plain(await answer.text()),
  }
}

const plain = (text: string) =>
  text
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll('’', "'")
    .replaceAll('&#39;', "'")
const look = async (location: string) => plain((await claire.get(location)).body)
const known = () =>
  rig.context.db.select().from(contacts).where(eq(contacts.clientId, clientId)).orderBy(contacts.name)

const french =
  'Nom;Société;Téléphone;Mobile;Courriel;Étiquettes;Dirigeant\r\nM. Éloi;"Éloi; fils";01 99 00 21 01;01 99 00 21 02;eloi@eloi.demo.test;vip;M. Durand\r\nMme Ünal;;01 99 00 21 03;;;;\r\n'

test('a spreadsheet in Windows-1252 with French titles is understood, shown, and imported', async () => {
  const { location, status } = await upload(Buffer.from(french, 'latin1'))
  expect(status).toBe(303)
  const preview = await look(location)
  expect(preview).toContain('2 lignes, WINDOWS-1252, séparées par « ; »')
  expect(preview).toContain('M. Éloi')
  expect(preview).toContain('2 nouveaux')
  expect(await known()).toHaveLength(0)
  expect((await claire.post(location, { do: 'import' })).status).toBe(303)
  expect(await known()).toMatchObject(
    [
      { key: '33199002103', name: 'Mme Ünal', company: null },
      {
        key: '33199002101',
        name: 'M. Éloi',
        company: 'Éloi; fils',
        tags: ['vip'],
        email: 'eloi@eloi.demo.test',
      },
    ].sort((a, b) => (a.name < b.name ? -1 : 1)),
  )
  const numbers = await rig.context.db
    .select()
    .from(contactNumbers)
    .where(eq(contactNumbers.clientId, clientId))
  expect(numbers.map(({ number }) => number).sort()).toEqual(['+33199002101', '+33199002102', '+33199002103'])
})

test.each([
  ['UTF-8 with a mark', Buffer.from(`\ufeff${french}`)],
  ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(french, 'utf16le')])],
  [
    'commas',
    Buffer.from(french.replace('"Éloi; fils"', 'Éloi§ fils').replaceAll(';', ',').replace('§', ';')),
  ],
])('the same contacts in %s change nothing', async (_, bytes) => {
  const { location } = await upload(bytes)
  const preview = await look(location)
  expect(preview).toContain('2 déjà là, inchangés')
  expect((await claire.post(location, { do: 'import' })).status).toBe(303)
  expect(await known()).toHaveLength(2)
})

test('20,000 rows with one bad row say which, import nothing until decided, then the others', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => {
    const number = `+3319901${String(index).padStart(4, '0')}`.slice(0, 12)
    return `n${index};Contact ${index};${index === 12_344 ? '06 12' : index < 10_000 ? number : ''}`
  })
  const { location } = await upload(`clé;nom;téléphone\n${rows.join('\n')}\n`)
  const preview = await look(location)
  expect(preview).toContain('Une ligne a une erreur.')
  expect(preview).toContain(
    'Ligne 12346, colonne 3 (téléphone) : « 06 12 » ne va pas. Attendu : un numéro de téléphone',
  )
  expect((await claire.post(location, { do: 'import' })).status).toBe(409)
  expect(await known()).toHaveLength(2)
  expect((await claire.post(location, { do: 'skip' })).location).toContain('created=19999')
  expect(await known()).toHaveLength(20_001)
}, 120_000)

test('one row more than 20,000, 5 MB and a broken quote are refused with the place', async () => {
  const many = await upload(`nom\n${'x\n'.repeat(20_001)}`)
  expect(many.status).toBe(422)
  expect(many.body).toContain('Ligne 20002 : Le fichier a plus de 20 000 lignes')
  const big = await upload(`nom\n${'x'.repeat(5 * 1024 * 1024 + 1)}`)
  expect(big.status).toBe(413)
  expect(big.body).toContain('Le fichier dépasse 5 Mo')
  const quote = await upload('nom;société\nA;B\n"C;D\nE;F\n')
  expect(quote.body).toContain('Ligne 3 : Un guillemet')
})

test.each([
  ['a zip', Buffer.from('PK\x03\x04aaaa')],
  ['a program', Buffer.from('MZ\x90\0\x03')],
  ['nothing', Buffer.from('')],
])('%s under the name of a CSV is refused', async (_, bytes) => {
  const refused = await upload(bytes)
  expect(refused.status).toBe(422)
  expect(refused.body).toMatch(/Ce fichier (n'est pas un texte|est vide)/)
})

test('contacts that the file does not name stay, unless she says otherwise', async () => {
  const one = 'clé;nom;téléphone\nn1;Contact 1;+33199010001\n'
  const { location } = await upload(one)
  expect(await look(location)).toContain('20000 absents du fichier')
  await claire.post(location, { do: 'import', others: 'remove' })
  expect(await known()).toHaveLength(1)
})

test('a secretary may not import, and another file is nobody’s', async () => {
  const alice = await signIn(rig, 'alice')
  expect((await upload('nom\nA\n', alice)).status).toBe(403)
  expect((await claire.get(`${path}/import/0195d3f0-0000-7000-8000-000000000000`)).status).toBe(404)
})
