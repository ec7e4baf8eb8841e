import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportAgency } from '../../../src/clients/agency-folder/export-agency.ts'
import { importAgency } from '../../../src/clients/agency-folder/import-agency.ts'
import { clients } from '../../../src/clients/tables.ts'
import type { Db } from '../../../src/db/db.ts'
import { accountEvents, assignments, secretaries } from '../../../src/secretaries/tables.ts'
import { openTestDatabase, type TestDatabase } from '../../support/database.ts'
import { temporaryFolder } from './temporary-folder.ts'

const now = new Date('2026-11-21T09:00:00Z')
let opened: TestDatabase
let db: Db
beforeAll(async () => {
  opened = await openTestDatabase('embedded')
  db = opened.database.db
})
afterAll(() => opened.close())

const load = (path: string) => importAgency(db, { path, mode: 'apply', now, demo: true, hdsHost: null })
const agency = (...people: string[]) =>
  temporaryFolder({ 'agency.yaml': `secretaries:\n${people.map((one) => `  - {${one}}\n`).join('')}` })
const alice = 'key: alice, name: Alice, email: alice@permanence.demo.test'
const benoit = 'key: benoit, name: Benoît, email: benoit@permanence.demo.test'

async function clientsOf(key: string) {
  const [row] = await db.select().from(secretaries).where(eq(secretaries.key, key))
  const rows = await db
    .select({ key: clients.key, since: assignments.since })
    .from(assignments)
    .innerJoin(secretaries, eq(secretaries.id, assignments.secretaryId))
    .innerJoin(clients, eq(clients.clientId, assignments.clientId))
    .where(eq(secretaries.key, key))
    .orderBy(asc(clients.key))
  return { all: row?.allClients, named: rows.map((one) => one.key), since: rows.map((one) => one.since) }
}

test('in the demo Alice works for every client, Benoît for two, and Diane owns the agency', async () => {
  expect(await clientsOf('alice')).toMatchObject({ all: true, named: [] })
  expect(await clientsOf('benoit')).toMatchObject({ all: false, named: ['chauffage', 'lenoir'] })
  const people = await db.select().from(secretaries).orderBy(secretaries.key)
  expect(people.map(({ role }) => role)).toEqual(['secretary', 'secretary', 'supervisor', 'owner'])
})

test('an export names the clients of each, and importing it changes nothing', async () => {
  const folder = await temporaryFolder()
  await exportAgency(db, folder)
  const text = await readFile(join(folder, 'agency.yaml'), 'utf8')
  expect(text).toContain('clients: all')
  expect(text).toContain('- chauffage\n      - lenoir')
  expect(await load(folder)).toMatchObject({ kind: 'unchanged' })
})

test('order and repetition mean nothing; a client added keeps the others and their dates', async () => {
  const same = await agency(`${benoit}, clients: [lenoir, chauffage, lenoir], regular: [lenoir, chauffage]`)
  expect(await load(same)).toMatchObject({ kind: 'unchanged' })
  const before = await clientsOf('benoit')
  const more = await agency(`${benoit}, clients: [lenoir, morel, chauffage], regular: [lenoir]`)
  expect((await load(more)).plan).toContain('secretary benoit: changed')
  const after = await clientsOf('benoit')
  expect(after.named).toEqual(['chauffage', 'lenoir', 'morel'])
  expect(after.since).toEqual([...before.since, now])
  expect(await load(more)).toMatchObject({ kind: 'unchanged' })
})

test('a secretary whose clients are left out has none, and her account says since when', async () => {
  await load(await agency(benoit, `${alice}, clients: []`))
  expect(await clientsOf('benoit')).toMatchObject({ all: false, named: [] })
  expect(await clientsOf('alice')).toMatchObject({ all: false, named: [] })
  const events = await db.select().from(accountEvents).where(eq(accountEvents.at, now))
  expect(events).toContainEqual(
    expect.objectContaining({ verb: 'changed', actorId: null, details: { role: 'secretary', clients: '' } }),
  )
})

test('a client made by the same import can be named', async () => {
  const folder = await temporaryFolder({
    'agency.yaml': `secretaries:\n  - {key: emma, name: Emma, email: Emma@X.fr, clients: [neuf]}\n`,
    'clients/neuf.yaml':
      'name: Neuf\nexecutives: [{key: a, name: A, email: a@x.fr}]\nlines: [{number: +33199001077}]\n',
  })
  expect(await load(folder)).toMatchObject({ kind: 'applied', problems: [] })
  expect(await clientsOf('emma')).toMatchObject({ all: false, named: ['neuf'] })
  const [emma] = await db.select().from(secretaries).where(eq(secretaries.key, 'emma'))
  expect(emma?.email).toBe('emma@x.fr')
})

test('a client that nobody knows is refused at its place in the file', async () => {
  const folder = await agency(`${benoit}, clients: [lenoir, moral]`)
  expect(await load(folder)).toMatchObject({
    kind: 'refused',
    problems: [
      'agency.yaml:2:87 secretaries[0].clients[1]: "moral" — expected the key of a client; did you mean morel?',
    ],
  })
  const word = await agency(`${benoit}, clients: everything`)
  expect((await load(word)).problems.join()).toMatch(
    /^agency.yaml:2:\d+ secretaries\[0\].clients: "everything"/,
  )
})

const benoits = 'clients: [chauffage, lenoir]'

test('whose regular she is and how soon she is rung are hers; left out, she is like the others', async () => {
  const near = await agency(`${benoit}, ${benoits}, regular: [lenoir], priorities: {chauffage: 1, lenoir: 5}`)
  expect((await load(near)).plan).toContain('secretary benoit: changed')
  expect(await load(near)).toMatchObject({ kind: 'unchanged' })
  const folder = await temporaryFolder()
  await exportAgency(db, folder)
  expect(await readFile(join(folder, 'agency.yaml'), 'utf8')).toMatch(
    /regular:\n {6}- lenoir\n {4}priorities:\n {6}chauffage: 1\n/,
  )
  expect(await load(folder)).toMatchObject({ kind: 'unchanged' })
  await load(await agency(`${alice}, clients: all, regular: [morel]`))
  expect(await clientsOf('alice')).toMatchObject({ all: true, named: ['morel'] })
  await load(await agency(`${alice}, clients: all`, `${benoit}, ${benoits}`))
  expect(await clientsOf('alice')).toMatchObject({ all: true, named: [] })
  const rows = await db.select().from(assignments)
  expect(rows.filter(({ regular, priority }) => regular || priority !== 5)).toEqual([])
})

test('a team is made, changed and printed; whom the folder does not name stays', async () => {
  const team = (text: string) =>
    temporaryFolder({ 'agency.yaml': `secretaries: [{${alice}, clients: all}]\nteams: [{${text}}]\n` })
  const made = await team('key: nuit, name: La nuit, members: [benoit, alice, benoit]')
  expect((await load(made)).plan).toContain('team nuit: new')
  expect(await load(made)).toMatchObject({ kind: 'unchanged' })
  const folder = await temporaryFolder()
  await exportAgency(db, folder)
  expect(await readFile(join(folder, 'agency.yaml'), 'utf8')).toContain(
    '  - key: nuit\n    name: La nuit\n    members:\n      - alice\n      - benoit\n',
  )
  expect(await load(folder)).toMatchObject({ kind: 'unchanged' })
  const { plan } = await load(await team('key: nuit, name: Nuit'))
  expect(plan).toEqual(
    expect.arrayContaining([
      'team nuit: changed',
      '2 teams not in the folder, left as they are: artisans, cabinets',
    ]),
  )
  expect(await load(await team('key: nuit, name: Nuit'))).toMatchObject({ kind: 'unchanged' })
})

test('what names nobody, or nothing of hers, is refused where it stands', async () => {
  const refused = async (files: Record<string, string>) => {
    const outcome = await load(await temporaryFolder(files))
    expect(outcome.kind).toBe('refused')
    return outcome.problems
  }
  const inFile = (text: string) => refused({ 'agency.yaml': text })
  expect(await inFile('teams: [{key: a, name: A, members: [alise]}]')).toEqual([
    'agency.yaml:1:37 teams[0].members[0]: "alise" — expected the key of a secretary; did you mean alice?',
  ])
  expect(await inFile('teams: [{key: a, name: A}, {key: a, name: A}]')).toEqual([
    'agency.yaml:1:29 teams[1].key: "a" — expected a key that no other team has',
    'agency.yaml:1:37 teams[1].name: "A" — expected a name that no other team has',
  ])
  expect(await inFile('teams: [{key: a, name: A, membres: [alice]}]')).toEqual([
    'agency.yaml:1:27 teams[0].membres — unknown; did you mean members? (known here: key, name, members)',
  ])
  expect(
    await inFile(`secretaries: [{${benoit}, ${benoits}, regular: [morel], priorities: {durand: 12}}]`),
  ).toEqual([expect.stringMatching(/secretaries\[0\]\.priorities\.durand: 12 — expected at most 9/)])
  expect(
    await inFile(`secretaries: [{${benoit}, ${benoits}, regular: [morel], priorities: {durand: 1}}]`),
  ).toEqual([
    expect.stringMatching(/secretaries\[0\]\.regular\[0\]: "morel" — expected one of her clients/),
    expect.stringMatching(/secretaries\[0\]\.priorities\.durand: "durand" — expected one of her clients/),
  ])
  const client = (answering: string) => ({
    'clients/neuf.yaml': `name: Neuf\nanswering: {${answering}}\nexecutives: [{key: a, name: A, email: a@x.fr}]\nlines: [{number: +33199001077}]\n`,
  })
  expect(await refused(client('team: artisan, overflow: nuits'))).toEqual([
    'clients/neuf.yaml:2:13 answering.team: "artisan" — expected the key of a team; did you mean artisans?',
    'clients/neuf.yaml:2:28 answering.overflow: "nuits" — expected the key of a team; did you mean nuit?',
  ])
  expect(await refused(client('team: artisans, overflow: artisans'))).toEqual([
    'clients/neuf.yaml:2:29 answering.overflow: "artisans" — expected another team than the first',
  ])
})
