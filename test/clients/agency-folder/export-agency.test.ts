import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientFileSchema } from '../../../src/clients/agency-folder/client-file.ts'
import type { ClientDefinition, ContactDefinition } from '../../../src/clients/agency-folder/definition.ts'
import { exportAgency } from '../../../src/clients/agency-folder/export-agency.ts'
import { importAgency } from '../../../src/clients/agency-folder/import-agency.ts'
import { parseYaml } from '../../../src/clients/agency-folder/parse-yaml.ts'
import { printClient } from '../../../src/clients/agency-folder/print-client.ts'
import { contactsHeader, printContact } from '../../../src/clients/agency-folder/print-contacts.ts'
import { toDefinition } from '../../../src/clients/agency-folder/to-definition.ts'
import { inOrder } from '../../../src/clients/agency-folder/week.ts'
import { demoAgencyFolder } from '../../../src/clients/load-demo-agency.ts'
import type { Db } from '../../../src/db/db.ts'
import { type DatabaseKind, openTestDatabase, type TestDatabase } from '../../support/database.ts'
import { describeWithRealServers } from '../../support/where-installed.ts'
import { arbitraryClient, arbitraryContacts } from './arbitrary-agency.ts'
import { temporaryFolder } from './temporary-folder.ts'

const now = new Date('2026-11-21T09:00:00Z')

test('a client that is printed and read again is the same', () => {
  fc.assert(
    fc.property(arbitraryClient('un', 1), (client) => {
      const yaml = parseYaml(printClient(client), 'un.yaml')
      expect(yaml.problems).toEqual([])
      const read = toDefinition('un', clientFileSchema.parse(yaml.value))
      const { opening, cover } = client.hours
      const hours = { ...client.hours, opening: inOrder(opening), cover: inOrder(cover) }
      expect(read).toEqual({ ...client, hours })
    }),
  )
})

describe('on the embedded database', () => exportTests('embedded'))
describeWithRealServers('on a PostgreSQL server', () => exportTests('server'))

function exportTests(kind: DatabaseKind) {
  let opened: TestDatabase
  let db: Db
  beforeAll(async () => {
    opened = await openTestDatabase(kind)
    db = opened.database.db
  })
  afterAll(() => opened.close())
  const load = (path: string) => importAgency(db, { path, mode: 'apply', now, demo: true, hdsHost: null })

  test('importing the export of the demo agency changes nothing', async () => {
    const folder = await temporaryFolder()
    expect(await exportAgency(db, folder)).toEqual({ clients: 4, contacts: 4, leftOver: [] })
    expect(await load(folder)).toMatchObject({ kind: 'unchanged', problems: [] })
    expect((await readdir(join(folder, 'clients'))).sort()).toEqual(
      await readdir(join(demoAgencyFolder, 'clients')),
    )
  })

  test('importing the export of any agency changes nothing, and exporting it again gives the same files', async () => {
    const agency = fc.tuple(arbitraryClient('un', 1), arbitraryClient('deux', 2), arbitraryContacts)
    await fc.assert(
      fc.asyncProperty(agency, async ([one, two, contacts]) => {
        expect(await load(await written([one, two], contacts))).toMatchObject({ problems: [] })
        const first = await temporaryFolder()
        await exportAgency(db, first)
        expect(await load(first)).toMatchObject({ kind: 'unchanged', problems: [] })
        const second = await temporaryFolder()
        await exportAgency(db, second)
        expect(await filesOf(second)).toEqual(await filesOf(first))
      }),
      { numRuns: 5 },
    )
  })

  test('an export names what describes nobody any more, and spares a folder with other things', async () => {
    const folder = await temporaryFolder({ 'agency.yaml': '', 'clients/gone.yaml': 'name: Gone' })
    expect(await exportAgency(db, folder)).toMatchObject({ leftOver: ['clients/gone.yaml'] })
    const other = await temporaryFolder({ 'photo.jpg': 'x' })
    expect(await exportAgency(db, other)).toBe('notAnAgencyFolder')
    expect(await readdir(other)).toEqual(['photo.jpg'])
  })

  test('no field of a CSV file can run as a formula', async () => {
    const contacts = "key;name;company;numbers\na;=1+1;@x;+33199002001\nb;'-5;\"''=2\";\n"
    await load(await temporaryFolder({ 'clients/x.yaml': 'name: X', 'contacts/x.csv': contacts }))
    const folder = await temporaryFolder()
    await exportAgency(db, folder)
    const csv = await readFile(join(folder, 'contacts/x.csv'), 'utf8')
    expect(csv).toContain("a;'=1+1;'@x;'+33199002001;")
    expect(csv.split(/[;\n]/).filter((cell) => /^[=+\-@]/.test(cell))).toEqual([])
    expect(await load(folder)).toMatchObject({ kind: 'unchanged' })
  })
}

async function written(clients: ClientDefinition[], contacts: ContactDefinition[]): Promise<string> {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'clients'))
  await mkdir(join(folder, 'contacts'))
  for (const client of clients)
    await writeFile(join(folder, `clients/${client.key}.yaml`), printClient(client))
  await writeFile(join(folder, 'contacts/un.csv'), contactsHeader + contacts.map(printContact).join(''))
  return folder
}

async function filesOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const read = paths.map(async (path) => [path.slice(folder.length), await readFile(path, 'utf8')] as const)
  return Object.fromEntries(await Promise.all(read))
}
