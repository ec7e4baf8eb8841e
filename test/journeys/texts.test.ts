import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliveries } from '../../src/deliveries/tables.ts'
import { messages } from '../../src/messages/tables.ts'
import { fetchMedia } from '../../src/texts/fetch-media.ts'
import { optOuts, textMedia, texts } from '../../src/texts/tables.ts'
import { unroutedEvents } from '../../src/twilio/tables.ts'
import { type AgencyRig, officeHours, startAgencyRig } from '../support/agency-rig.ts'
import { until } from '../support/until.ts'
import { lines, people, slipOf, stranger, tasksOf, toldSlip } from './follow.ts'
import { addHartAndCo, hart } from './hart-and-co.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig()
  await addHartAndCo(rig)
})
afterAll(() => rig?.close())
beforeEach(() => {
  rig.clock.set(officeHours)
  rig.exchange.trouble.clear()
})

/** Sends a text and answers its row. */
async function write(from: string, to: string, body: string, media: string[] = []) {
  const { sid, finished } = rig.exchange.text({ from, to, body, media })
  await finished
  const [row] = await rig.context.db.select().from(texts).where(eq(texts.messageSid, sid))
  if (!row) throw new Error('The text was not written down')
  return row
}
const phone = (number: string) => rig.exchange.telephone(number)
const optOutOf = async (number: string) =>
  (await rig.context.db.select().from(optOuts)).find((row) => row.number === number)
const slipCount = () => rig.context.db.$count(messages)

describe('a text in, a slip out', () => {
  test('goes to M. Durand by SMS and e-mail, with its words, and its delivery is confirmed', async () => {
    const from = stranger()
    const row = await write(from, lines.plomberie, 'Bonjour, pouvez-vous passer pour un devis ?')
    expect(row).toMatchObject({
      disposition: 'messageTaken',
      senderKind: 'number',
      sender: from,
      segments: 1,
    })
    expect(row.decision?.ruleKey).toBe('default')
    const { slip, sms } = await toldSlip(rig, row.id)
    expect(slip).toMatchObject({ kind: 'text', urgency: 'ordinary', callerNumber: from })
    expect([sms?.destination, sms?.state]).toEqual([people.durand, 'delivered'])
    expect(sms?.deliveredAt).toBeInstanceOf(Date)
    expect(phone(people.durand).texts.at(-1)?.body).toContain('pour un devis')
    await until('the caller knows', () => phone(from).texts.length > 0)
    const told = phone(from).texts.map(({ body }) => body)
    expect(told).toEqual(['Plomberie Durand : votre message a bien été transmis.'])
  })

  test.each(['FUITE au 3e étage !', 'il y a une fuite', "Inondation dans l'entrée"])(
    '"%s" is urgent',
    async (body) => {
      const row = await write(stranger(), lines.plomberie, body)
      expect([row.decision?.ruleKey, (await toldSlip(rig, row.id)).slip.urgency]).toEqual([
        'urgence-sms',
        'urgent',
      ])
      expect(phone(people.durand).texts.at(-1)?.body).toMatch(/^URGENT - /)
    },
  )

  test('"fuites", "enfuite" and "pas d’eau" are not', async () => {
    for (const body of ['Vos fuites de prix', 'Il s’est enfuite', "Plus d'eau chaude"])
      expect((await write(stranger(), lines.plomberie, body)).decision?.ruleKey).toBe('default')
  })

  test('a text to Mme Lenoir reaches her as a link and nothing else', async () => {
    const row = await write(stranger(), lines.lenoir, 'Mon genou est enflé')
    await toldSlip(rig, row.id)
    expect(phone(people.lenoir).texts.at(-1)?.body).toMatch(
      /^(\d+)\. Vous avez un message\nRép\. \1 ok ou \1 rappeler\nhttp\S+$/,
    )
    const mail = rig.mailbox.mails.findLast(({ to }) => to.includes('sophie@lenoir.demo.test'))
    expect(JSON.stringify([mail?.subject, mail?.text, mail?.html])).not.toMatch(/genou|01 99/)
  })

  test('the nuisance caller’s text is kept and told to nobody', async () => {
    const row = await write(people.nuisance, lines.morel, 'Gagnez un iPhone')
    expect([row.disposition, row.decision?.ruleKey]).toEqual(['discarded', 'indesirables'])
    expect(await slipOf(rig, row.id)).toBeUndefined()
  })

  test('a text that the carrier could not deliver turns to the e-mail, and says why', async () => {
    phone(people.durand).receiveTexts({ undelivered: 30003 })
    const row = await write(stranger(), lines.chauffage, 'Bonjour')
    const slip = await until('the slip is there', () => slipOf(rig, row.id))
    const sms = await until('its failure is known', async () => {
      const rows = await rig.context.db.select().from(deliveries).where(eq(deliveries.messageId, slip.id))
      return rows.find(({ channel, errorCode }) => channel === 'sms' && errorCode)
    })
    expect(sms.errorCode).toBe('30003')
    phone(people.durand).receiveTexts('delivered')
  })
})

describe('words that stop texts', () => {
  test.each(['STOP', 'Stop.', ' stop ', 'ARRÊT', 'arret', 'Désabonner', 'STOPALL', 'unsubscribe'])(
    '"%s" alone is honoured for its sender, and is nobody’s message',
    async (body) => {
      const from = stranger()
      const before = await slipCount()
      expect((await write(from, hart.line, body)).disposition).toBe('optOut')
      expect(await optOutOf(from)).toMatchObject({ line: hart.line, endedAt: null })
      expect(await slipCount()).toBe(before)
      expect((await write(from, hart.line, 'One more question')).disposition).toBe('messageTaken')
      expect(phone(from).texts).toEqual([])
    },
  )

  test('START brings them back', async () => {
    const from = stranger()
    await write(from, hart.line, 'ARRET')
    expect((await write(from, hart.line, 'start')).disposition).toBe('optIn')
    expect((await optOutOf(from))?.endedAt).toBeInstanceOf(Date)
    await write(from, hart.line, 'Hello again')
    await rig.exchange.settled()
    expect(phone(from).texts).toHaveLength(1)
  })

  test.each(['stop svp', 'arrêt merci', 'Stop ! On arrête tout'])(
    '"%s" is read by a person: a message, and a question to the secretaries',
    async (body) => {
      const from = stranger()
      const row = await write(from, lines.plomberie, body)
      expect(row.disposition).toBe('messageTaken')
      expect(await optOutOf(from)).toBeUndefined()
      const asked = (await tasksOf(rig, 'unclearOptOut')).filter(({ key }) => key === row.id)
      expect(asked).toMatchObject([{ audience: 'secretary' }])
    },
  )

  test('an executive who stops texts gets e-mails alone, and the supervisor knows', async () => {
    expect((await write(people.roux, lines.morel, 'Stop')).disposition).toBe('optOut')
    expect(await tasksOf(rig, 'executiveOptedOut')).toMatchObject([{ audience: 'supervisor' }])
    const before = phone(people.roux).texts.length
    const row = await write(people.blanc, lines.morel, 'Où en est mon dossier ?')
    const slip = await until('the slip is there', () => slipOf(rig, row.id))
    await until('she has her e-mail', () =>
      rig.mailbox.mails.find(
        ({ to, subject }) => to.includes('antoine@morel.demo.test') && subject.includes('Blanc'),
      ),
    )
    const sms = await until('the text is given up', async () => {
      const rows = await rig.context.db.select().from(deliveries).where(eq(deliveries.messageId, slip.id))
      return rows.find(({ channel, failure }) => channel === 'sms' && failure)
    })
    expect(sms.failure).toBe('optedOut')
    expect(phone(people.roux).texts).toHaveLength(before)
    await write(people.roux, lines.morel, 'START')
  })
})

test('an executive’s text is an order: what is no short answer is a note for the secretaries, and no slip', async () => {
  const before = await slipCount()
  const row = await write(people.morel, lines.morel, 'Prévenez tout le monde, merci')
  expect(row).toMatchObject({ disposition: 'order', decision: null, senderKind: 'own' })
  const notes = (await tasksOf(rig, 'executiveText')).filter(({ key }) => key === row.id)
  expect(notes).toMatchObject([{ audience: 'secretary', details: { textId: row.id } }])
  expect(await slipCount()).toBe(before)
})

test('a client’s own words answer a sender once an hour, and never a short code or a country that is not allowed', async () => {
  const from = stranger()
  const answers = async () => {
    await rig.exchange.settled()
    return phone(from).texts.map(({ body }) => body)
  }
  const reply = 'Thank you, Hart & Co will answer you today.'
  await write(from, hart.line, 'Hello')
  expect(await answers()).toEqual([reply])
  rig.clock.advance(59 * 60_000)
  await write(from, hart.line, 'Hello?')
  expect(await answers()).toEqual([reply])
  rig.clock.advance(2 * 60_000)
  await write(from, hart.line, 'Anybody?')
  expect(await answers()).toEqual([reply, reply])
  const row = await write('36179', hart.line, 'Your parcel')
  expect([row.senderKind, phone('36179').texts]).toEqual(['other', []])
  expect((await slipOf(rig, row.id))?.callerName).toBe('36179')
  const abroad = '+37121234567'
  expect((await write(abroad, hart.line, 'Hello')).disposition).toBe('messageTaken')
  await rig.exchange.settled()
  expect(phone(abroad).texts).toEqual([])
})

test('pictures are counted, and fetched from the exchange alone', async () => {
  const row = await write(stranger(), lines.plomberie, 'Voici', ['photo', 'http://127.0.0.1:9/evil.png'])
  expect(row.mediaCount).toBe(2)
  const parts = async () =>
    rig.context.db.select().from(textMedia).where(eq(textMedia.textId, row.id)).orderBy(textMedia.place)
  await fetchMedia(rig.context)
  const [photo, evil] = await until('both have been tried', async () => {
    const rows = await parts()
    return rows.every(({ nextAttemptAt }) => nextAttemptAt === null) && rows
  })
  expect(photo).toMatchObject({ fileKey: expect.any(String), failure: null })
  expect(evil).toMatchObject({ fileKey: null, failure: 'foreignHost' })
})

test('a text or call for a number that is nobody’s is kept for the agency', async () => {
  const nobodys = '+33199001099'
  const { url } = rig
  rig.exchange.addLine({ number: nobodys, voiceUrl: `${url}/twilio/voice`, smsUrl: `${url}/twilio/sms` })
  await rig.exchange.text({ from: stranger(), to: nobodys, body: 'Allô' }).finished
  const call = await rig.exchange.call({ from: stranger(), to: nobodys }).finished
  expect(call.transcript).toEqual([expect.stringContaining("n'est plus en service")])
  const rows = await rig.context.db.select().from(unroutedEvents)
  expect(rows.map(({ kind }) => kind).sort()).toEqual(['call', 'text'])
})
