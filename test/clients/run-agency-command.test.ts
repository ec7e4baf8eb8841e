import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoAgencyFolder } from '../../src/clients/load-demo-agency.ts'
import { runAgencyCommand, withAbsolutePaths } from '../../src/clients/run-agency-command.ts'
import { availabilities, clients, executives } from '../../src/clients/tables.ts'
import { type DatabaseKind, openTestDatabase, type TestDatabase } from '../support/database.ts'
import { describeWithRealServers } from '../support/where-installed.ts'
import { temporaryFolder } from './agency-folder/temporary-folder.ts'

const now = () => new Date('2026-11-20T09:00:00Z')
const morel = '+33199001001'
const durand = '+33199001002'

describe('on the embedded database', () => commandTests('embedded'))
describeWithRealServers('on a PostgreSQL server', () => commandTests('server'))

function commandTests(kind: DatabaseKind) {
  let opened: TestDatabase
  beforeAll(async () => {
    opened = await openTestDatabase(kind)
  })
  afterAll(() => opened.close())

  async function agency(...argv: string[]) {
    let output = ''
    const changed: number[] = []
    const exitCode = await runAgencyCommand(argv, {
      database: opened.database,
      config: { demo: true, hdsHost: null },
      now,
      write: (text) => {
        output += text
      },
      changed: (clientIds) => {
        changed.push(...clientIds)
      },
    })
    return { exitCode, output, changed }
  }
  const tried = async (...argv: string[]) => (await agency('try', ...argv)).output.split('\n')

  test('the VIP is put through to Me Morel, and the words say why', async () => {
    expect(await tried('--line', morel, '--from', '+33199002001', '--at', '2026-12-24T18:30')).toEqual([
      'Ligne\u00a0: 01\u00a099\u00a000\u00a010\u00a001, Cabinet Morel & Associés'.replaceAll(
        /(\d)\u00a0(\d)/g,
        '$1 $2',
      ),
      expect.stringMatching(/^Appelant.: 01 99 00 20 01, Me Petit, «.vip.»$/),
      expect.stringMatching(/^Instant.: jeudi 24 décembre 2026 à 18.h.30 \(Europe\/Paris\)$/),
      '',
      expect.stringMatching(/^Traitement.: mettre en relation avec Me Morel/),
      expect.stringMatching(/^Règle appliquée.: VIP vers Me Morel$/),
      expect.stringMatching(/^Indésirables.: non/),
      expect.stringMatching(/^Démarchage.: non/),
      expect.stringMatching(/^VIP vers Me Morel.: oui/),
      '',
    ])
  })

  test('each rule of the demo agency decides as its name says', async () => {
    const decided = async (...argv: string[]) => (await tried(...argv))[4]
    expect(await decided('--line', morel, '--from', '+33199009999')).toMatch(/filtrer \(tonalité/)
    expect(await decided('--line', morel, '--from', '+33162000000')).toMatch(/messagerie vocale/)
    expect(await decided('--line', morel, '--from', '+33199002002')).toMatch(/prendre un message/)
    expect(await decided('--line', morel, '--from', 'anonymous')).toMatch(/prendre un message/)
    const night = ['--at', '2026-11-20T22:00']
    expect(await decided('--line', durand, '--from', '+33199002009', ...night)).toMatch(/Karim \(12.s\)/)
    expect((await tried('--line', durand, '--from', '+33199002009', '--text', 'une fuite !'))[5]).toMatch(
      /urgent/,
    )
  })

  test('what an executive said of herself counts at that moment', async () => {
    const { db } = opened.database
    const [me] = await db
      .select({ clientId: clients.clientId, executiveId: executives.id })
      .from(executives)
      .innerJoin(clients, eq(clients.clientId, executives.clientId))
      .where(and(eq(clients.key, 'morel'), eq(executives.key, 'morel')))
    if (!me) throw new Error('no Me Morel')
    const until = new Date('2026-11-20T12:00:00Z')
    await db.insert(availabilities).values({ ...me, state: 'busy', until, saidAt: now() })
    const vip = ['--line', morel, '--from', '+33199002001', '--lang', 'en']
    expect((await tried(...vip, '--at', '2026-11-20T12:59')).join('\n')).toContain('take a message')
    expect((await tried(...vip, '--at', '2026-11-20T13:00')).join('\n')).toContain('Me Morel (20 s)')
    await db.delete(availabilities)
  })

  test('the client’s own number is named as such, and local time is the client’s', async () => {
    const own = await tried('--line', durand, '--from', '+33199001102', '--at', '2026-07-01T12:00:00Z')
    expect(own[1]).toMatch(/01 99 00 11 02, le client lui-même/)
    expect(own[2]).toMatch(/mercredi 1 juillet 2026 à 14.h.00/)
  })

  test('a number that is no line is said, with exit code 1', async () => {
    expect(await agency('try', '--line', '+33199001099', '--from', 'anonymous')).toMatchObject({
      exitCode: 1,
      output: '+33199001099 is no line of this agency\n',
    })
  })

  test.each([
    [[]],
    [['import']],
    [['delete', 'everything']],
    [['import', 'a', 'b']],
    [['import', 'a', '--force']],
    [['try', '--line', morel]],
    [['try', '--line', 'x', '--from', 'y']],
    [['try', '--line', morel, '--from', 'x', '--at', 'tomorrow']],
    [['try', '--line', morel, '--from', 'x', '--lang', 'de']],
    [['import', '/nowhere/at/all']],
  ])('%j makes no sense, and the answer says what would', async (argv) => {
    const { exitCode, output } = await agency(...argv)
    expect(exitCode).toBe(2)
    expect(output).toMatch(/npm run agency|expected|no such file/)
  })

  test('an import shows its plan, waits for --yes, and tells which clients changed', async () => {
    const folder = await temporaryFolder({ 'clients/neuf.yaml': 'name: Neuf\n' })
    const planned = await agency('import', folder)
    expect(planned).toMatchObject({ exitCode: 0, changed: [] })
    expect(planned.output).toContain('Neuf (neuf): new client')
    expect(planned.output).toContain('add --yes')
    const imported = await agency('import', folder, '--yes')
    expect(imported.output.endsWith('Imported.\n')).toBe(true)
    const { db } = opened.database
    const [neuf] = await db.select().from(clients).where(eq(clients.key, 'neuf'))
    expect(imported.changed).toEqual([neuf?.clientId])
    expect(await agency('import', folder, '--yes')).toMatchObject({ exitCode: 0, changed: [] })
  })

  test('a folder with warnings is imported with them shown, one with problems is refused', async () => {
    const rule =
      'rules:\n  - {key: a, when: [{kind: dates, from: 2020-01-01, to: 2020-01-02}], action: {kind: takeMessage}}\n'
    const doubtful = await temporaryFolder({ 'clients/w.yaml': `name: W\n${rule}` })
    const shown = await agency('import', doubtful)
    expect(shown.exitCode).toBe(0)
    expect(shown.output).toMatch(/clients\/w.yaml:3:5 .*a/)
    const wrong = await temporaryFolder({ 'clients/w.yaml': 'nam: W\n' })
    expect(await agency('import', wrong, '--yes')).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining('Refused: nothing was changed.'),
    })
    expect((await agency('check', wrong)).exitCode).toBe(1)
    expect((await agency('check', demoAgencyFolder)).output).toBe('Nothing is wrong with these 4 clients.\n')
  })

  test('an export is written, and refused where other things are', async () => {
    const folder = join(await temporaryFolder(), 'new')
    expect((await agency('export', folder)).output).toMatch(/clients and 4 contacts written to/)
    expect(await readFile(join(folder, 'clients/morel.yaml'), 'utf8')).toContain(
      'name: Cabinet Morel & Associés',
    )
    expect((await agency('export', await temporaryFolder({ x: '' }))).exitCode).toBe(1)
  })
}

test('paths are those of the person who typed them', () => {
  expect(withAbsolutePaths(['import', 'agency', '--yes'], '/home/claire')).toEqual([
    'import',
    '/home/claire/agency',
    '--yes',
  ])
  expect(withAbsolutePaths(['export', '/srv/x'], '/home/claire')).toEqual(['export', '/srv/x'])
  expect(withAbsolutePaths(['try', '--line', '1'], '/home/claire')).toEqual(['try', '--line', '1'])
})
