import { readFile } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { choicesFileSchema } from '../../src/clients/agency-folder/choices.ts'
import { clientFileSchema } from '../../src/clients/agency-folder/client-file.ts'
import { importAgency } from '../../src/clients/agency-folder/import-agency.ts'
import { openTestDatabase } from '../support/database.ts'
import { temporaryFolder } from './agency-folder/temporary-folder.ts'

const document = await readFile(new URL('../../docs/agency.md', import.meta.url), 'utf8')
const [clientYaml = '', agencyYaml = ''] = [...document.matchAll(/```yaml\n(.*?)```/gs)].map(
  ([, code]) => code,
)
const csv = /```csv\n(.*?)```/s.exec(document)?.[1] ?? ''

test('the example of docs/agency.md can be imported as it stands', async () => {
  const { database, close } = await openTestDatabase()
  onTestFinished(close)
  const folder = await temporaryFolder({
    'agency.yaml': agencyYaml,
    'clients/dupont.yaml': clientYaml,
    'contacts/dupont.csv': csv,
  })
  const now = new Date('2026-11-21T09:00:00Z')
  const outcome = await importAgency(database.db, {
    path: folder,
    mode: 'apply',
    now,
    demo: true,
    hdsHost: null,
  })
  expect(outcome).toMatchObject({ kind: 'applied', problems: [], warnings: [] })
  expect(outcome.plan[0]).toBe(
    'Cabinet Dupont (dupont): new client, 1 line, 2 executives, 3 rules, 2 reasons, 2 instructions, 1 appointment type, 1 mandate, 2 contacts',
  )
})

test('the example of docs/agency.md shows every key of a client', () => {
  const keys = Object.keys(clientFileSchema.shape).filter((key) => key !== 'contacts')
  expect(keys.filter((key) => !new RegExp(`^${key}:`, 'm').test(clientYaml))).toEqual([])
})

test('it shows every choice of an executive, and every key of a line', () => {
  const keys = [
    ...Object.keys(choicesFileSchema.shape),
    ...Object.keys(clientFileSchema.shape.lines.unwrap().element.shape),
  ]
  expect(keys.filter((key) => !new RegExp(`^ +(?:- )?${key}:`, 'm').test(clientYaml))).toEqual([])
})
