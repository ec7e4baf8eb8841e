import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { bookAppointment } from '../../src/agenda/book-appointment.ts'
import { appointments } from '../../src/agenda/tables.ts'
import { answers } from '../../src/answers/tables.ts'
import { calls } from '../../src/calls/tables.ts'
import { acknowledgements, messages } from '../../src/messages/tables.ts'
import { bookingOf, emptyAgenda, secretary, typeFor } from '../support/an-agenda.ts'
import { morel, roux, slip } from '../support/delivery-rig.ts'
import { type LinkRig, plain, startLinkRig } from './link-rig.ts'
import { discardedCall, discardedText, stageMorning } from './link-stage.ts'

let rig: LinkRig
beforeAll(async () => {
  rig = await startLinkRig()
})
beforeEach(() => rig.reset())
afterAll(() => rig.close())

async function morning() {
  const staged = await stageMorning(rig)
  return { ...staged, url: await rig.link('digest', staged.digest) }
}
const words = () => rig.context.db.select().from(acknowledgements)

test('a digest shows its lines by number, what was filtered, put through and done in her name', async () => {
  const { url } = await morning()
  const page = plain(await rig.get(url))
  for (const shown of [
    ...['Récapitulatif du 20 novembre 2026', '3 lignes attendent votre réponse', 'aria-label="Ligne 3"'],
    ...['SMS de M. Blanc', 'Audience avancée à 14 h', 'Message vocal de Me Petit', 'href="tel:+33199002003"'],
    ...['2 appels et SMS filtrés', 'promo(.)example', '1 appel vous a été passé', '4 minutes'],
    ...['Fait en votre nom', 'a répondu à votre place : appel manqué du 01 99 00 20 03'],
  ])
    expect(page).toContain(shown)
  const [act] = await rig.context.db.select().from(acts).orderBy(acts.at)
  expect(act?.verb).toBe('message.acknowledged')
  expect(
    (await rig.context.db.select().from(acts)).filter(({ verb }) => verb === 'digest.read'),
  ).toHaveLength(1)
})

test('a line is answered on its own, and its place on the page is kept', async () => {
  const { url, voicemail } = await morning()
  const answer = await rig.press(url, 'secretaryCalls', { item: voicemail })
  expect(answer.headers.location).toBe(`${url}#item-${voicemail}`)
  expect(await words()).toMatchObject([{ messageId: voicemail, answer: 'secretaryCalls', via: 'page' }])
  const page = plain(await rig.get(url))
  expect(page).toContain('2 lignes attendent votre réponse')
  expect(page).toContain('Votre secrétariat rappelle Me Petit, dit à')
  await rig.press(url, 'undo', { item: voicemail })
  expect(await words()).toEqual([])
})

test('the voicemail of a line is listened to from its digest, and of no other', async () => {
  const { url, voicemail, missed } = await morning()
  const heard = await rig.get(`${url}/audio/${voicemail}`)
  expect(heard.headers['content-type']).toBe('audio/wav')
  rig.pass(60)
  const elsewhere = await rig.digest([])
  const other = await rig.link('digest', elsewhere)
  for (const wrong of [
    `${other}/audio/${voicemail}`,
    `${url}/audio/${missed}`,
    `${url}/audio/x`,
    `${url}/audio`,
  ])
    expect((await rig.get(wrong)).statusCode, wrong).toBe(404)
})

test('of a filtered call she says that it mattered, and may take that back', async () => {
  const { url, discarded } = await morning()
  const mattered = async () =>
    (await rig.context.db.select().from(calls)).find(({ id }) => id === discarded)?.matteredAt
  const answer = await rig.press(url, 'mattered', { item: discarded })
  expect(answer.headers.location).toBe(`${url}#item-${discarded}`)
  await rig.press(url, 'mattered', { item: discarded })
  expect(await mattered()).toBeTruthy()
  const slips = (await rig.context.db.select().from(messages)).filter(({ kind }) => kind === 'mattered')
  expect(slips).toMatchObject([{ sourceId: discarded }])
  expect(plain(await rig.get(url))).toMatch(/Noté à \d\d h \d\d : celui-ci comptait/)
  expect(await rig.context.db.select().from(answers)).toMatchObject([
    { body: 'mattered', done: [{ clientId: 1 }] },
  ])
  await rig.press(url, 'undo', { item: discarded })
  expect(await mattered()).toBeNull()
})

test('a filtered text becomes a message with its words', async () => {
  const { url, text } = await morning()
  await rig.press(url, 'mattered', { item: text })
  const slips = (await rig.context.db.select().from(messages)).filter(({ kind }) => kind === 'mattered')
  expect(slips).toMatchObject([{ sourceId: text, body: expect.stringContaining('iPhone') }])
})

test('what is not in this digest is not touched through it', async () => {
  const { url } = await morning()
  const otherMessage = await rig.message(slip({ recipientId: roux.id }))
  const before = await discardedCall(rig, 9 * 60)
  const after = await discardedText(rig, -1, 'Plus tard')
  for (const [choice, item] of [
    ['received', otherMessage],
    ['mattered', before],
    ['mattered', after],
    ['received', 'x'],
  ] as const) {
    const page = (await rig.get(url)).body
    const nonce = /name="nonce" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect((await rig.post(url, { nonce, choice, item })).statusCode).toBe(303)
  }
  expect(await words()).toEqual([])
  expect((await rig.verbs()).filter((verb) => verb.endsWith('mattered'))).toEqual([])
})

test('a digest with nothing in it says so', async () => {
  const url = await rig.link('digest', await rig.digest([]))
  expect(plain(await rig.get(url))).toContain('Rien de nouveau sur cette période.')
})

test('an appointment is confirmed and cancelled on the page, and "erreur" would take that back', async () => {
  const { db, now } = rig.context
  const hers = { clientId: 1, id: morel.id }
  const type = await typeFor(db, hers)
  const startsAt = new Date(now().getTime() + 3 * 86_400_000)
  const booking = bookingOf(hers, { typeId: type.id, startsAt })
  const booked = await db.transaction((tx) => bookAppointment(tx, booking, secretary(now()), now()))
  if (booked.kind !== 'booked') return expect.fail(booked.kind)
  const { id } = booked.appointment
  const url = await rig.link(
    'digest',
    await rig.digest([], [{ number: 4, kind: 'question', appointmentId: id }]),
  )
  expect(plain(await rig.get(url))).toMatch(/Consultation<\/bdi>, <bdi>M\. Blanc[\s\S]*attend votre réponse/)
  const stateNow = async () => (await db.select().from(appointments))[0]?.state
  await rig.press(url, 'approve', { item: id })
  await rig.press(url, 'approve', { item: id })
  expect(await stateNow()).toBe('confirmed')
  expect(plain(await rig.get(url))).toContain('Annuler ce rendez-vous')
  await rig.press(url, 'cancelAppointment', { item: id })
  expect(await stateNow()).toBe('cancelled')
  expect((await db.select().from(answers)).map(({ body, done }) => [body, done.length])).toEqual([
    ['approve', 1],
    ['cancelAppointment', 1],
  ])
  await emptyAgenda(db)
})
