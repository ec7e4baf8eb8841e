import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportAgency } from '../../../src/clients/agency-folder/export-agency.ts'
import { importAgency } from '../../../src/clients/agency-folder/import-agency.ts'
import { executiveChoicesSchema } from '../../../src/clients/executive.ts'
import { demoAgencyFolder } from '../../../src/clients/load-demo-agency.ts'
import { clients, executives } from '../../../src/clients/tables.ts'
import { openTestDatabase, type TestDatabase } from '../../support/database.ts'
import { temporaryFolder } from './temporary-folder.ts'

let opened: TestDatabase
beforeAll(async () => {
  opened = await openTestDatabase('embedded')
})
afterAll(() => opened.close())

const now = new Date('2026-11-21T09:00:00Z')
const load = (path: string, mode: 'plan' | 'apply' = 'apply') =>
  importAgency(opened.database.db, { path, mode, now, demo: true, hdsHost: null })

/** The demo agency as its owner edited it. */
async function edited(edit: (morel: string) => string): Promise<string> {
  const folder = await temporaryFolder()
  await cp(demoAgencyFolder, folder, { recursive: true })
  const file = join(folder, 'clients/morel.yaml')
  await writeFile(file, edit(await readFile(file, 'utf8')))
  return folder
}
const withChoices = (choices: string) => (morel: string) =>
  morel.replace(
    'email: antoine@morel.demo.test\n    choices:\n      carries: who\n',
    `email: antoine@morel.demo.test\n    choices: ${choices}\n`,
  )

async function roux() {
  const [row] = await opened.database.db.select().from(executives).where(eq(executives.key, 'roux'))
  if (!row) throw new Error('Me Roux is not there')
  return row
}
/** As her page does it. */
const choose = (choices: object, language: 'fr' | 'en' = 'fr') =>
  opened.database.db
    .update(executives)
    .set({ choices: executiveChoicesSchema.parse({ carries: 'who', ...choices }), language })
    .where(eq(executives.key, 'roux'))
const versions = async () =>
  (await opened.database.db.select().from(clients).orderBy(clients.key)).map(({ version }) => version)

test('what she chose on her page stays while the folder says what it said', async () => {
  await choose({ ordinary: ['sms'], quietHours: { from: '21:00', until: '07:00' } }, 'en')
  const before = await versions()
  const { kind, plan } = await load(demoAgencyFolder)
  expect(kind).toBe('unchanged')
  expect(plan).toEqual([
    'morel, executive roux: keeps what she chose herself (ordinary, quietHours, language)',
    'Nothing to change.',
  ])
  expect(await versions()).toEqual(before)
  const renamed = await edited((morel) => morel.replace('name: Me Roux', 'name: Maître Roux'))
  expect((await load(renamed)).plan).toContain('  executive roux: name changed')
  expect(await roux()).toMatchObject({
    ...{ name: 'Maître Roux', language: 'en' },
    choices: { ordinary: ['sms'], quietHours: { from: '21:00' } },
  })
})

test('a folder that changes has its way, by what it changes', async () => {
  await load(demoAgencyFolder)
  await choose({ ordinary: ['sms'] }, 'en')
  const folder = await edited(withChoices('{ordinary: [email], carries: link}'))
  expect((await load(folder, 'plan')).plan).toContain(
    '  executive roux: choices.ordinary, choices.carries changed',
  )
  await load(folder)
  expect(await roux()).toMatchObject({ language: 'en', choices: { ordinary: ['email'], carries: 'link' } })
  await choose({ ordinary: ['sms'], carries: 'link' }, 'en')
  expect(await load(folder)).toMatchObject({ kind: 'unchanged' })
  expect((await roux()).choices.ordinary).toEqual(['sms'])
})

test('an export prints what she has now; importing it changes nothing, and what she chooses after it stays', async () => {
  await load(await edited(withChoices('{ordinary: [email], carries: who}')))
  await choose({ ordinary: ['sms'], acknowledgeMinutes: null })
  const folder = await temporaryFolder()
  await exportAgency(opened.database.db, folder)
  expect(await load(folder)).toMatchObject({ kind: 'unchanged', plan: ['Nothing to change.'] })
  await choose({ ordinary: ['sms', 'email'] })
  expect(await load(folder)).toMatchObject({ kind: 'unchanged' })
  expect((await roux()).choices.ordinary).toEqual(['sms', 'email'])
  await load(demoAgencyFolder)
  expect((await roux()).choices).toEqual(executiveChoicesSchema.parse({ carries: 'who' }))
})

test('whoever loses her mobile in the folder no longer asks for texts alone', async () => {
  await load(demoAgencyFolder)
  await choose({ urgent: ['sms'] })
  await load(await edited((morel) => morel.replace('    mobile: +33 1 99 00 11 11\n', '')))
  expect(await roux()).toMatchObject({ mobile: null, choices: { urgent: ['sms', 'email'] } })
})
