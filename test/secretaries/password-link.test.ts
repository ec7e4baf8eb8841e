import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { passwordLinks, secretaries, signInFailures } from '../../src/secretaries/tables.ts'
import { type AgencyRig, officeHours, startAgencyRig } from '../support/agency-rig.ts'
import { signIn } from '../support/console-rig.ts'
import { plainBrowser } from '../support/plain-browser.ts'
import { givePassword, goodPassword, secretaryOf } from '../support/secretary-rig.ts'
import { until } from '../support/until.ts'

const email = 'alice@permanence.demo.test'
const chosen = 'cinq tulipes sous la pluie'
let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig({ database: 'embedded', work: false })
})
afterAll(() => rig.close())
beforeEach(async () => {
  rig.clock.set(officeHours)
  await rig.context.db.delete(signInFailures)
  await givePassword(rig.context, 'alice')
})

const forgets = (address: string) => plainBrowser(rig).post('/console/forgot-password', { email: address })

async function mailedPath() {
  const before = rig.mailbox.mails.length
  await forgets(email)
  await until('a mail comes', () => rig.mailbox.mails.length > before)
  const mail = rig.mailbox.mails.at(-1)
  const path = /https?:\/\/[^/\s]+(\/console\/password\/[\w-]+)/.exec(mail?.text ?? '')?.[1]
  return { mail, path: path ?? 'no link' }
}

test('a link comes by mail, is looked at without being spent, and changes the password once', async () => {
  const { mail, path } = await mailedPath()
  expect(mail?.to).toEqual([email])
  expect(mail?.subject).toBe('Votre mot de passe')
  const open = await signIn(rig, 'alice')
  const browser = plainBrowser(rig)
  expect((await browser.get(path)).body).toContain('Alice, alice@permanence.demo.test')
  expect((await browser.get(path)).status).toBe(200)
  const short = await browser.post(path, { password: 'trop court' })
  expect([short.status, short.body.includes('au moins 12 caractères.</small>')]).toEqual([422, true])
  expect((await browser.post(path, { password: 'Motdepasse123' })).status).toBe(422)
  expect((await browser.post(path, { password: chosen })).location).toBe('/console/sign-in?done=password')
  expect((await browser.post(path, { password: 'une autre phrase encore' })).status).toBe(404)
  expect((await browser.get(path)).body).toContain('Ce lien ne sert plus')
  expect((await open.get('/console/account')).status).toBe(303)
  const enter = (password: string) => plainBrowser(rig).post('/console/sign-in', { email, password })
  expect((await enter(goodPassword)).status).toBe(422)
  expect((await enter(chosen)).status).toBe(303)
})

test('the page says the same of an address that nobody has, and sends nothing', async () => {
  const known = await forgets(email)
  const before = (await rig.context.db.select().from(passwordLinks)).length
  expect((await forgets('nobody@permanence.demo.test')).body).toBe(known.body)
  expect((await forgets('not an address')).body).toBe(known.body)
  expect((await rig.context.db.select().from(passwordLinks)).length).toBe(before)
})

test('a new link replaces the one before, and each lasts an hour', async () => {
  const first = await mailedPath()
  const second = await mailedPath()
  expect((await plainBrowser(rig).get(first.path)).status).toBe(404)
  expect((await plainBrowser(rig).get(second.path)).status).toBe(200)
  rig.clock.advance(61 * 60_000)
  expect((await plainBrowser(rig).get(second.path)).status).toBe(404)
  expect((await plainBrowser(rig).post(second.path, { password: chosen })).status).toBe(404)
})

test('two who use a link at the same moment are not both believed', async () => {
  const { path } = await mailedPath()
  const answers = await Promise.all(
    ['sept phrases à la mer', 'huit phrases à la mer'].map((password) =>
      plainBrowser(rig).post(path, { password }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 404])
})

test('somebody disabled gets no link, and one sent before opens nothing', async () => {
  const { path } = await mailedPath()
  const { id } = await secretaryOf(rig.context, 'alice')
  await rig.context.db.update(secretaries).set({ disabledAt: new Date() }).where(eq(secretaries.id, id))
  expect((await plainBrowser(rig).get(path)).status).toBe(404)
  expect((await plainBrowser(rig).post(path, { password: chosen })).status).toBe(404)
  const before = (await rig.context.db.select().from(passwordLinks)).length
  await forgets(email)
  expect((await rig.context.db.select().from(passwordLinks)).length).toBe(before)
  await rig.context.db.update(secretaries).set({ disabledAt: null })
})

test('nobody’s mailbox is filled: after a few, mails pause', async () => {
  const before = (await rig.context.db.select().from(passwordLinks)).length
  for (let count = 0; count < 10; count++) expect((await forgets(email)).status).toBe(200)
  expect((await rig.context.db.select().from(passwordLinks)).length).toBe(before + 4)
  await until('those mails came', () => rig.mailbox.mails.length >= 4)
})

test('only the hash of a link is kept', async () => {
  const { path } = await mailedPath()
  const token = path.split('/').at(-1) ?? '?'
  expect(JSON.stringify(await rig.context.db.select().from(passwordLinks))).not.toContain(token)
})
