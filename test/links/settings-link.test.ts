import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { executives } from '../../src/clients/tables.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { morel } from '../support/delivery-rig.ts'
import { type LinkRig, plain, startLinkRig } from './link-rig.ts'

let rig: LinkRig
let url: string
beforeAll(async () => {
  rig = await startLinkRig()
})
beforeEach(async () => {
  await rig.reset()
  url = await rig.link('settings', morel.id)
})
afterAll(() => rig.close())

async function settings() {
  const rows = await rig.context.db.select().from(executives).where(eq(executives.id, morel.id))
  const [{ choices, language } = expect.fail('she is gone')] = rows
  return { ...choices, language }
}

const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [`times-${day}`, '18:00']))
const untouched = {
  ...{ urgent: 'sms', ordinary: 'email', digest: 'email', ordinaryWhen: 'atOnce', carries: 'who' },
  ...{ language: 'fr', acknowledgeMinutes: '10', onlyWhenSomething: 'yes', quietFrom: '', quietUntil: '' },
  ...{ urgentExempt: 'yes', invitations: 'yes', news: 'atOnce', ...week },
}
const save = (changes: Record<string, string> = {}) => rig.press(url, 'save', { ...untouched, ...changes })

test('what she saves holds, is written down before and after, and can be taken back', async () => {
  const before = await settings()
  expect((await save()).statusCode).toBe(303)
  expect(await settings()).toMatchObject({ urgent: ['sms'], ordinary: ['email'], carries: 'who' })
  const [act] = (await rig.context.db.select().from(acts)).filter(({ verb }) => verb === 'settings.changed')
  expect(act).toMatchObject({
    ...{ actorKind: 'executive', actorId: morel.id, authority: 'link', subjectId: morel.id },
    before: { choices: { carries: 'everything' }, language: 'fr' },
    after: { choices: { carries: 'who' }, language: 'fr' },
  })
  expect(plain(await rig.get(url))).toMatch(/Enregistré à \d\d h \d\d\./)
  await rig.press(url, 'undo')
  expect(await settings()).toEqual(before)
  expect(await rig.verbs()).toEqual(['settings.changed', 'settings.restored'])
})

test('saved twice it is written down once', async () => {
  const seen = { seen: '' }
  await save(seen)
  expect((await save(seen)).statusCode).toBe(303)
  expect(await rig.verbs()).toEqual(['settings.changed'])
})

test('what is wrong is said beside its field, and nothing that she entered is lost', async () => {
  const before = await settings()
  const answer = await save({
    'times-mon': '8h30 midi',
    acknowledgeMinutes: '1',
    carries: 'link',
    language: 'en',
  })
  expect(answer.statusCode).toBe(422)
  const page = plain(answer)
  expect(page).toContain('2 réponses sont à corriger')
  expect(page).toMatch(/id="times-mon"[^>]*value="8h30 midi"[^>]*aria-invalid="true"/)
  expect(page).toContain('Attendu : des heures comme 12:30 18:00')
  expect(page).toContain('Attendu : un nombre entier de 2 à 240')
  expect(page).toMatch(/name="carries" value="link" checked/)
  expect(page).toMatch(/name="language" value="en" checked/)
  expect(await settings()).toEqual(before)
})

test('a page opened before another change does not overwrite it, and keeps what was entered', async () => {
  await save({ carries: 'link' })
  const stale = await save({ seen: '', 'times-sun': '10:00' })
  expect(stale.statusCode).toBe(409)
  expect(plain(stale)).toContain('vos réglages ont changé')
  expect(stale.body).toMatch(/id="times-sun"[^>]*value="10:00"/)
  expect(await settings()).toMatchObject({ carries: 'link' })
})

test('a page that is a day old keeps what was entered', async () => {
  const nonce = /name="nonce" value="([^"]+)"/.exec((await rig.get(url)).body)?.[1] ?? ''
  rig.pass(25 * 3600)
  const stale = await save({ nonce, 'times-sun': '10:00' })
  expect(stale.statusCode).toBe(403)
  expect(stale.body).toMatch(/id="times-sun"[^>]*value="10:00"/)
  expect(await rig.verbs()).toEqual([])
})

test('columns that the page does not have cannot be set', async () => {
  const before = await settings()
  await save({ timeZone: 'Pacific/Auckland', mobile: '+33199009999', email: 'a@b.c', leftAt: '1', key: 'x' })
  expect(await settings()).toMatchObject({ timeZone: before.timeZone })
  const [row] = await rig.context.db.select().from(executives).where(eq(executives.id, morel.id))
  expect(row).toMatchObject({ mobile: morel.mobile, email: morel.email, leftAt: null, key: 'morel' })
})

const oneClick = { 'List-Unsubscribe': 'One-Click' }
const stop = (fields: Record<string, string> = oneClick) => rig.post(`${url}/unsubscribe`, fields)

test('one click stops the digests by e-mail: they come by text, and the settings page takes it back', async () => {
  expect(plain(await rig.get(`${url}/unsubscribe`))).toContain('Ne plus recevoir par courriel')
  expect(await rig.verbs()).toEqual([])
  for (let time = 0; time < 2; time++) expect((await stop()).statusCode).toBe(200)
  expect(await settings()).toMatchObject({ digest: { channels: ['sms'] } })
  expect(await rig.verbs()).toEqual(['settings.changed'])
  await rig.press(url, 'undo')
  expect(await settings()).toMatchObject({ digest: { channels: ['email'] } })
})

test('the click may come as multipart/form-data too, which RFC 8058 prefers', async () => {
  const body = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
  const headers = { 'content-type': 'multipart/form-data; boundary=x' }
  const answer = await rig.app.inject({ method: 'POST', url: `${url}/unsubscribe`, headers, body })
  expect(answer.statusCode).toBe(200)
  expect(await settings()).toMatchObject({ digest: { channels: ['sms'] } })
})

test('without a mobile the digests end, her messages come one by one, and the supervisor is told', async () => {
  const { choices } = { choices: await settings() }
  const { language: _, ...rest } = choices
  await rig.context.db
    .update(executives)
    .set({ mobile: null, choices: { ...rest, ordinaryWhen: 'digest' } })
    .where(eq(executives.id, morel.id))
  const answer = await stop()
  expect(plain(answer)).toContain('vous ne recevez plus de récapitulatif')
  expect(await settings()).toMatchObject({ digest: { times: {} }, ordinaryWhen: 'atOnce' })
  expect(await rig.context.db.select().from(tasks)).toMatchObject([
    { audience: 'supervisor', kind: 'digestsEnded', details: { executiveId: morel.id } },
  ])
})

test('anything but the click itself stops nothing', async () => {
  for (const fields of [{}, { 'List-Unsubscribe': 'no' }, { choice: 'save' }])
    expect((await stop(fields)).statusCode).toBe(422)
  const availability = await rig.link('availability', morel.id)
  expect((await rig.post(`${availability}/unsubscribe`, oneClick)).statusCode).toBe(404)
  expect(await rig.verbs()).toEqual([])
})
