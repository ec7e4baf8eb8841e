import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { acts } from '../../../src/acts/tables.ts'
import { applyPlan } from '../../../src/clients/agency-folder/apply-plan.ts'
import { importAgency } from '../../../src/clients/agency-folder/import-agency.ts'
import { planImport } from '../../../src/clients/agency-folder/plan-import.ts'
import { Problems } from '../../../src/clients/agency-folder/problem.ts'
import { readAgency } from '../../../src/clients/agency-folder/read-agency.ts'
import { reasons } from '../../../src/clients/instructions/tables.ts'
import { demoAgencyFolder, loadDemoAgency } from '../../../src/clients/load-demo-agency.ts'
import { clients, contactNumbers, contacts, executives, lines } from '../../../src/clients/tables.ts'
import type { Db } from '../../../src/db/db.ts'
import { ruleSets } from '../../../src/rules/tables.ts'
import { secretaries } from '../../../src/secretaries/tables.ts'
import { type DatabaseKind, openTestDatabase, type TestDatabase } from '../../support/database.ts'
import { describeWithRealServers } from '../../support/where-installed.ts'
import { temporaryFolder } from './temporary-folder.ts'

const now = new Date('2026-11-21T09:00:00Z')
const host = { demo: true, hdsHost: null }

describe('on the embedded database', () => importTests('embedded'))
describeWithRealServers('on a PostgreSQL server', () => importTests('server'))

function importTests(kind: DatabaseKind) {
  let opened: TestDatabase
  let db: Db
  beforeAll(async () => {
    opened = await openTestDatabase(kind)
    db = opened.database.db
  })
  afterAll(() => opened.close())

  const run = (path: string, mode: 'plan' | 'apply' = 'apply') =>
    importAgency(db, { path, mode, now, ...host })
  /** The demo agency with some files edited; what it changes is put back after the test. */
  const edited = async (edits: Record<string, (text: string) => string>) => {
    const folder = await temporaryFolder()
    await cp(demoAgencyFolder, folder, { recursive: true })
    for (const [file, edit] of Object.entries(edits)) {
      const text = await readFile(join(folder, file), 'utf8').catch(() => '')
      await writeFile(join(folder, file), edit(text))
    }
    onTestFinished(async () => {
      await run(demoAgencyFolder)
    })
    return folder
  }
  const clientRow = async (key: string) => {
    const [row] = await db.select().from(clients).where(eq(clients.key, key))
    if (!row) throw new Error(`no client ${key}`)
    return row
  }
  const everything = async () => ({
    clients: await db.select().from(clients).orderBy(clients.key),
    lines: await db.select().from(lines).orderBy(lines.number),
    executives: await db.select().from(executives).orderBy(executives.clientId, executives.key),
    contacts: await db.select().from(contacts).orderBy(contacts.clientId, contacts.key),
    numbers: await db.select().from(contactNumbers).orderBy(contactNumbers.clientId, contactNumbers.number),
    ruleSets: await db.select().from(ruleSets).orderBy(ruleSets.clientId, ruleSets.version),
    acts: await db.select().from(acts).orderBy(acts.id),
  })

  test('the same folder again changes nothing', async () => {
    const before = await everything()
    expect(await run(demoAgencyFolder)).toEqual({
      kind: 'unchanged',
      plan: ['Nothing to change.'],
      changed: [],
      problems: [],
      warnings: [],
    })
    expect(await everything()).toEqual(before)
  })

  test('the demo agency is loaded once only', async () => {
    expect(await loadDemoAgency(db, now)).toBe('alreadyThere')
  })

  test('a plan says what would change and changes nothing', async () => {
    const folder = await edited({
      'clients/morel.yaml': (text) =>
        text.replace('name: Me Roux', 'name: Maître Roux').replace('VIP vers', 'VIP à'),
      'contacts/morel.csv': (text) =>
        `${text.replace('M. Blanc', 'M. Leblanc')}neuf;Neuf;;01 99 00 20 09;;;\n`,
    })
    const before = await everything()
    const outcome = await run(folder, 'plan')
    expect(outcome.kind).toBe('planned')
    expect(outcome.plan).toEqual([
      'Cabinet Morel & Associés (morel):',
      '  executive roux: name changed',
      expect.stringMatching(/^ {2}rules: version \d+ \(vip\)$/),
      '  contacts: 1 new, 1 changed, 0 removed',
      '0 new clients, 1 changed, 3 unchanged',
    ])
    expect(await everything()).toEqual(before)
  })

  test('one changed field is one version of that client, one act, and no version of its rules', async () => {
    const before = await everything()
    const morel = await clientRow('morel')
    const folder = await edited({ 'clients/morel.yaml': (text) => text.replace('helene@', 'h.morel@') })
    const outcome = await run(folder)
    expect(outcome).toMatchObject({ kind: 'applied', changed: [morel.clientId] })
    const after = await everything()
    expect(await clientRow('morel')).toMatchObject({ version: morel.version + 1, changedAt: now })
    expect(after.ruleSets).toEqual(before.ruleSets)
    const known = new Set(before.acts.map(({ id }) => id))
    expect(after.acts.filter(({ id }) => !known.has(id))).toEqual([
      expect.objectContaining({
        clientId: morel.clientId,
        actorKind: 'software',
        verb: 'client.changed',
        before: [
          {
            part: 'executives',
            key: 'morel',
            value: expect.objectContaining({ email: 'helene@morel.demo.test' }),
          },
        ],
        at: now,
      }),
    ])
  })

  test('changed rules are a new version, and the old one stays', async () => {
    const { clientId } = await clientRow('durand')
    const versions = () =>
      db.select().from(ruleSets).where(eq(ruleSets.clientId, clientId)).orderBy(asc(ruleSets.version))
    const before = await versions()
    await run(
      await edited({ 'clients/durand.yaml': (text) => text.replace('ringSeconds: 12', 'ringSeconds: 14') }),
    )
    const after = await versions()
    expect(after.slice(0, -1)).toEqual(before)
    expect(after.at(-1)).toMatchObject({ version: (before.at(-1)?.version ?? 0) + 1, publishedAt: now })
  })

  test('an executive who is no longer named leaves, and comes back as the same person', async () => {
    const haddad = async () => (await db.select().from(executives).where(eq(executives.key, 'haddad')))[0]
    const before = await haddad()
    const without = (text: string) => text.replace(/ {2}- key: haddad\n(?: {4}.*\n)+/, '')
    expect((await run(await edited({ 'clients/morel.yaml': without }))).plan).toContain(
      '  executive haddad: leaves; her history stays',
    )
    expect(await haddad()).toMatchObject({ id: before?.id, leftAt: now })
    await run(demoAgencyFolder)
    expect(await haddad()).toEqual(before)
  })

  test('a contact of an executive who leaves is nobody’s, and naming her is refused', async () => {
    const without = (text: string) => text.replace(/ {2}- key: roux\n(?: {4}.*\n)+/, '')
    const refused = await run(await edited({ 'clients/morel.yaml': without }))
    expect(refused).toMatchObject({ kind: 'refused' })
    expect(refused.problems).toEqual([
      expect.stringMatching(
        /^contacts\/morel.csv:3:1 executive: "roux" — expected the key of an executive: morel, nguyen/,
      ),
    ])
    const folder = await edited({ 'clients/morel.yaml': without })
    await rm(join(folder, 'contacts/morel.csv'))
    expect((await run(folder)).kind).toBe('applied')
    expect(await db.select().from(contacts).where(eq(contacts.key, 'blanc'))).toMatchObject([
      { executiveId: null },
    ])
  })

  test('contacts are added, changed and removed, and a number may pass from one to another', async () => {
    const csv = 'key,name,numbers,tags\npetit,Me Petit,01 99 00 20 02,vip\nblanc,M. Blanc,01 99 00 20 01,\n'
    const outcome = await run(await edited({ 'contacts/morel.csv': () => csv }))
    expect(outcome.plan).toContain('  contacts: 0 new, 2 changed, 2 removed')
    const numbers = await db
      .select({ key: contacts.key, number: contactNumbers.number })
      .from(contactNumbers)
      .innerJoin(contacts, eq(contacts.id, contactNumbers.contactId))
      .orderBy(contacts.key)
    expect(numbers).toEqual([
      { key: 'blanc', number: '+33199002001' },
      { key: 'petit', number: '+33199002002' },
    ])
  })

  test('contacts of which the folder says nothing stay; an empty list removes them', async () => {
    const folder = await edited({})
    await rm(join(folder, 'contacts/morel.csv'))
    expect((await run(folder)).kind).toBe('unchanged')
    const empty = await edited({ 'contacts/morel.csv': () => 'key;name;numbers\n' })
    expect((await run(empty)).plan).toContain('  contacts: 0 new, 0 changed, 4 removed')
    expect(await db.select().from(contacts)).toEqual([])
  })

  test('more contacts than fit into one statement are imported, found again, and partly removed', async () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, n) => `k${n};Nom ${n};06 ${String(n).padStart(8, '0')}\n`).join('')
    const many = await edited({ 'contacts/lenoir.csv': () => `key;name;numbers\n${rows(5_002)}` })
    expect((await run(many)).plan.join()).toContain('contacts: 5002 new, 0 changed, 0 removed')
    expect((await run(many)).kind).toBe('unchanged')
    const fewer = await edited({ 'contacts/lenoir.csv': () => `key;name;numbers\n${rows(5_000)}x;X;\n` })
    expect((await run(fewer)).plan).toContain('  contacts: 1 new, 0 changed, 2 removed')
    expect((await run(fewer)).kind).toBe('unchanged')
    await run(await edited({ 'contacts/lenoir.csv': () => 'key;name;numbers\n' }))
  })

  test('a number may be in the contacts of two clients, not twice in those of one', async () => {
    const folder = await edited({ 'contacts/durand.csv': () => 'key;name;numbers\np;Petit;01 99 00 20 01\n' })
    expect((await run(folder)).kind).toBe('applied')
    await run(await edited({ 'contacts/durand.csv': () => 'key;name;numbers\n' }))
    const twice = await edited({ 'contacts/morel.csv': (text) => `${text}neuf;Neuf;;+33199002001;;;\n` })
    expect((await run(twice)).problems).toEqual([
      'contacts/morel.csv:6:1 numbers: "+33199002001" — already in line 2; expected once per client',
    ])
  })

  test('two clients may exchange their lines in one import, and no line moves otherwise', async () => {
    const swapped = await edited({
      'clients/lenoir.yaml': (text) => text.replace('+33 1 99 00 10 03', '+33 1 99 00 10 04'),
      'clients/chauffage.yaml': (text) => text.replace('+33 1 99 00 10 04', '+33 1 99 00 10 03'),
    })
    expect((await run(swapped)).kind).toBe('applied')
    const { clientId } = await clientRow('lenoir')
    expect(
      await db
        .select()
        .from(lines)
        .where(eq(lines.number, '+33199001004' as never)),
    ).toMatchObject([{ clientId }])
    await run(demoAgencyFolder)

    const alone = await temporaryFolder({
      'clients/lenoir.yaml': (await readFile(join(demoAgencyFolder, 'clients/lenoir.yaml'), 'utf8')).replace(
        '+33 1 99 00 10 03',
        '+33 1 99 00 10 01',
      ),
    })
    expect((await run(alone)).problems).toEqual([
      expect.stringContaining(
        'lines[0].number: "+33199001001" — a line of morel; expected morel to give it up',
      ),
    ])
  })

  test('clients and secretaries that the folder does not name are left alone, and the plan says so', async () => {
    const before = await everything()
    const folder = await temporaryFolder({
      'agency.yaml':
        'secretaries:\n  - {key: alice, name: Alice, email: alice@permanence.demo.test, clients: all}\n',
      'clients/chauffage.yaml': await readFile(join(demoAgencyFolder, 'clients/chauffage.yaml'), 'utf8'),
    })
    const outcome = await run(folder)
    expect(outcome.kind).toBe('unchanged')
    expect(outcome.plan).toEqual([
      '3 clients not in the folder, left as they are: durand, lenoir, morel',
      '3 secretaries not in the folder, left as they are: benoit, claire, diane',
      '2 teams not in the folder, left as they are: artisans, cabinets',
      'Nothing to change.',
    ])
    expect(await everything()).toEqual(before)
  })

  test('two secretaries may exchange their addresses', async () => {
    const folder = await edited({
      'agency.yaml': (text) =>
        text.replace('alice@', 'x@').replace('benoit@', 'alice@').replace('x@', 'benoit@'),
    })
    expect((await run(folder)).plan).toContain('secretary alice: changed')
    const rows = await db.select().from(secretaries).orderBy(secretaries.key)
    expect(rows.map(({ email }) => email)).toEqual([
      'benoit@permanence.demo.test',
      'alice@permanence.demo.test',
      'claire@permanence.demo.test',
      'diane@permanence.demo.test',
    ])
  })

  test('one problem anywhere, and nothing is imported', async () => {
    const before = await everything()
    const folder = await edited({
      'clients/chauffage.yaml': (text) => text.replace('name: Durand', 'name: Dupond'),
      'contacts/morel.csv': (text) => `${text}x;X;;12;;;\n`,
    })
    expect(await run(folder)).toMatchObject({ kind: 'refused', changed: [], plan: [] })
    expect(await everything()).toEqual(before)
  })

  test('a database that fails in the middle keeps nothing of the import', async () => {
    const before = await everything()
    const folder = await edited({
      'clients/chauffage.yaml': (text) => text.replace('name: Durand', 'name: Dupond'),
      'clients/morel.yaml': (text) => text.replace('name: Me Roux', 'name: Maître Roux'),
    })
    const problems = new Problems()
    const plan = await planImport(db, await readAgency(folder, problems, host), problems, now)
    const [first, ...others] = plan.clients
    const broken = others.map((client) =>
      client.read.definition.key === 'morel' ? { ...client, stored: null, contacts: null } : client,
    )
    await expect(
      applyPlan(db, { ...plan, clients: [first, ...broken].flatMap((c) => c ?? []) }, now),
    ).rejects.toThrow('Client morel was changed meanwhile')
    expect(await everything()).toEqual(before)
  })

  test('a plan that somebody overtook is refused', async () => {
    const edit = (name: string) =>
      edited({ 'clients/morel.yaml': (text) => text.replace('name: Me Roux', `name: ${name}`) })
    const problems = new Problems()
    const plan = await planImport(db, await readAgency(await edit('R1'), problems, host), problems, now)
    await run(await edit('R2'))
    await expect(applyPlan(db, plan, now)).rejects.toThrow(
      'Client morel was changed meanwhile; run the import again',
    )
  })

  test('reasons keep their ids when their order or words change', async () => {
    const { clientId } = await clientRow('morel')
    const ids = async () => {
      const rows = await db
        .select()
        .from(reasons)
        .where(eq(reasons.clientId, clientId))
        .orderBy(reasons.place)
      return new Map(rows.map(({ key, id }) => [key, id]))
    }
    const before = await ids()
    const folder = await edited({
      'clients/morel.yaml': (text) => {
        const first = /reasons:\n( {2}- key: nouveau-dossier\n(?: {4}.*\n)+)/.exec(text)?.[1] ?? ''
        return text
          .replace(first, '')
          .replace('\nappointmentTypes:', `${first.replace('Nouveau', 'Autre')}\nappointmentTypes:`)
      },
    })
    expect((await run(folder)).kind).toBe('applied')
    const after = await ids()
    expect([...after.keys()].at(-1)).toBe('nouveau-dossier')
    expect(Object.fromEntries(after)).toEqual(Object.fromEntries(before))
  })
}
