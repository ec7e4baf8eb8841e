import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { executiveChoicesSchema } from '../../src/clients/executive.ts'
import { availabilities, clients, executives } from '../../src/clients/tables.ts'
import { newId } from '../../src/ids.ts'
import { hoursSchema } from '../../src/rules/hours.ts'
import { morel } from '../support/delivery-rig.ts'
import { type LinkRig, plain, startLinkRig } from './link-rig.ts'
import { setPhrase } from './link-stage.ts'

let rig: LinkRig
let url: string
beforeAll(async () => {
  rig = await startLinkRig()
})
beforeEach(async () => {
  await rig.reset()
  url = await rig.link('availability', morel.id)
})
afterAll(() => rig.close())

const said = () => rig.context.db.select().from(availabilities)
/** The rig's clock stands at 11:00 in Paris on the first day of the file. */
const inMinutes = (count: number) => new Date(rig.context.now().getTime() + count * 60_000)

test('one press sets her away, another takes it back', async () => {
  expect(plain(await rig.get(url))).toContain('Vous êtes disponible.')
  expect((await rig.press(url, 'hours2')).statusCode).toBe(303)
  expect(await said()).toMatchObject([{ executiveId: morel.id, state: 'away', until: inMinutes(120) }])
  expect(plain(await rig.get(url))).toMatch(/Vous êtes indisponible jusqu'à 13 h 00\.\s+Dit à 11 h 00\./)
  await rig.press(url, 'undo')
  expect(await said()).toEqual([])
  expect(plain(await rig.get(url))).toContain('Vous êtes disponible.')
})

test('callers hear the phrase of the client, which the page repeats', async () => {
  await setPhrase(rig, 'en rendez-vous')
  await rig.press(url, 'hour1')
  expect(plain(await rig.get(url))).toContain('Vos appelants entendent seulement : « en rendez-vous ».')
  await setPhrase(rig, null)
})

test('pressed twice it is said once, also when the clock has moved on', async () => {
  await rig.press(url, 'hour1')
  rig.pass(90)
  await rig.press(url, 'hour1')
  expect(await rig.verbs()).toEqual(['availability.set'])
})

test('it ends by itself, and she can end it sooner', async () => {
  await rig.press(url, 'tomorrow9')
  expect(plain(await rig.get(url))).toContain("jusqu'à demain 09 h 00")
  await rig.press(url, 'available')
  expect(plain(await rig.get(url))).toContain('Vous êtes disponible.')
  await rig.press(url, 'hour1')
  rig.pass(2 * 3600)
  expect(plain(await rig.get(url))).toContain('Vous êtes disponible.')
})

test('a moment she types is taken on her clock', async () => {
  await rig.press(url, 'until', { until: '2027-03-03T09:00' })
  expect(await said()).toMatchObject([{ until: new Date('2027-03-03T08:00:00Z') }])
  expect(plain(await rig.get(url))).toContain("jusqu'au 3 mars 2027 à 09 h 00")
})

test.each([
  ['demain', 'Attendu : un jour et une heure.'],
  ['', 'Attendu : un jour et une heure.'],
  ['2020-01-01T10:00', 'Attendu : un moment à venir.'],
  ['2099-01-01T10:00', "Attendu : un moment dans l'année qui vient."],
])('"%s" is not taken, and the field says what was expected', async (until, expected) => {
  const answer = await rig.press(url, 'until', { until })
  expect(answer.statusCode).toBe(422)
  expect(plain(answer)).toContain(expected)
  expect(answer.body).toContain(`value="${until}" aria-invalid="true"`)
  expect(await said()).toEqual([])
})

test('it holds for every client that she has, and is taken back for all of them', async () => {
  const [other] = await rig.context.db
    .insert(clients)
    .values({
      ...{ key: 'other', name: 'Étude Morel', language: 'fr', health: false, version: 1 },
      ...{ allowedCountries: ['FR'], hours: hoursSchema.parse({}), changedAt: rig.context.now() },
    })
    .returning({ clientId: clients.clientId })
  const clientId = other?.clientId ?? 0
  const id = newId()
  const choices = executiveChoicesSchema.parse({})
  await rig.context.db.insert(executives).values({
    ...{ clientId, id, key: 'morel', name: 'Me Morel', language: 'fr', choices },
    ...{ mobile: morel.mobile, email: null },
  })
  await rig.press(url, 'hour1')
  expect((await said()).map((row) => row.clientId).sort()).toEqual([1, clientId])
  await rig.press(url, 'undo')
  expect(await said()).toEqual([])
  await rig.context.db.delete(executives).where(and(eq(executives.clientId, clientId), eq(executives.id, id)))
})
