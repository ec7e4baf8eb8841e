import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { receiveAnswer } from '../../src/answers/receive-answer.ts'
import { answers } from '../../src/answers/tables.ts'
import { callbackWishes } from '../../src/callbacks/tables.ts'
import { acknowledgements } from '../../src/messages/tables.ts'
import { texts } from '../../src/texts/tables.ts'
import { enterListedTexts } from '../../src/twilio/enter-listed-texts.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { until } from '../support/until.ts'
import { callRow, concluded, lines, people, picksUp, slipOf, stranger, tasksOf, toldSlip } from './follow.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig()
})
afterAll(() => rig?.close())

const phone = (number: string) => rig.exchange.telephone(number)
const bodies = (number: string) => phone(number).texts.map(({ body }) => body)

/** She texts, and waits for what comes back. */
async function ask(from: string, to: string, body: string) {
  const before = phone(from).texts.length
  await rig.exchange.text({ from, to, body }).finished
  await until(`"${body}" is echoed`, () => phone(from).texts.length > before)
  await rig.exchange.settled()
  expect(phone(from).texts).toHaveLength(before + 1)
  expect(phone(from).texts.at(-1)?.from).toBe(to)
  return phone(from).texts.at(-1)?.body
}

/** Somebody's text becomes a message for the executive; answers its slip and the text that tells her. */
async function messageTo(executive: string, line: string, from = stranger()) {
  const before = phone(executive).texts.length
  const { sid, finished } = rig.exchange.text({ from, to: line, body: 'Bonjour, rappelez-moi' })
  await finished
  const [row] = await rig.context.db.select().from(texts).where(eq(texts.messageSid, sid))
  const slip = await until('the slip is there', () => slipOf(rig, row?.id ?? ''))
  await until('she is told', () => phone(executive).texts.length > before)
  return { slip, told: bodies(executive).at(-1) ?? '' }
}

const standing = async (messageId: string) => {
  const rows = await rig.context.db.select().from(acknowledgements)
  return rows.find((row) => row.messageId === messageId)?.answer
}

test('M. Blanc’s voicemail reaches Me Roux with a number; "1 ok" acknowledges it, "erreur" takes it back', async () => {
  const call = await rig.exchange.call({
    ...{ from: people.blanc, to: lines.morel },
    speaks: { text: "C'est M. Blanc, rappelez-moi", seconds: 8 },
  }).finished
  const told = await until('she is told', () => bodies(people.roux).at(-1))
  expect(told).toMatch(
    /^1\. Cabinet Morel & Associés\nMessage vocal de M\. Blanc, .*\nRép\. 1 ok ou 1 rappeler\nhttp\S+$/,
  )
  const slip = await slipOf(rig, (await callRow(rig, call.sid))?.id ?? '')
  const messageId = slip?.id ?? ''
  expect(await ask(people.roux, lines.morel, '1 ok')).toBe('1 (M. Blanc) : noté, vu.\nPour annuler : erreur')
  expect(await standing(messageId)).toBe('received')
  const written = () =>
    rig.context.db
      .select({ verb: acts.verb, actor: acts.actorKind, authority: acts.authority })
      .from(acts)
      .where(and(eq(acts.subjectKind, 'message'), eq(acts.subjectId, messageId)))
      .orderBy(acts.at)
  expect(await written()).toMatchObject([
    { verb: 'message.acknowledged', actor: 'executive', authority: expect.stringMatching(/^answer /) },
  ])
  expect(await ask(people.roux, lines.morel, 'Erreur')).toBe('Annulé : 1 (M. Blanc), vu.')
  expect(await standing(messageId)).toBeUndefined()
  expect((await written()).map(({ verb }) => verb)).toEqual(['message.acknowledged', 'message.restored'])
  expect(await ask(people.roux, lines.morel, '1 rappeler')).toContain('le secrétariat rappelle')
  const wished = await rig.context.db.select().from(callbackWishes)
  expect(wished).toMatchObject([{ source: 'answer', messageId, withdrawnAt: null }])
})

test('Me Morel at court is rung for nobody until three, and for the VIP again from then on', async () => {
  phone(people.morel).behave(picksUp)
  const ring = async () => {
    const call = await rig.exchange.call({ from: people.petit, to: lines.morel }).finished
    return concluded(rig, call)
  }
  expect((await ring()).disposition).toBe('forwarded')
  expect(await ask(people.morel, lines.morel, 'dispo')).toBe('Vous apparaissez disponible.')
  expect(await ask(people.morel, lines.morel, "je suis au tribunal jusqu'à 15h")).toBe(
    "Noté : vous apparaissez en absence jusqu'à 15h00.\nPour annuler : erreur",
  )
  const rung = await ring()
  expect(rung.disposition).not.toBe('forwarded')
  await toldSlip(rig, rung.id)
  expect(await ask(people.morel, lines.morel, 'dispo ?')).toBe("Vous apparaissez en absence jusqu'à 15h00.")
  rig.clock.set('2026-11-17T14:00:30Z')
  expect((await ring()).disposition).toBe('forwarded')
  expect(await ask(people.morel, lines.morel, 'dispo')).toBe('Vous apparaissez disponible.')
})

test('a sentence that nobody could be sure of is left to a person, and she is told so', async () => {
  const before = await tasksOf(rig, 'executiveText')
  expect(await ask(people.roux, lines.morel, 'Dites à M. Blanc que le dossier est parti')).toMatch(
    /^Pas compris/,
  )
  expect(await tasksOf(rig, 'executiveText')).toHaveLength(before.length + 1)
})

test('"aide" lists the words that matter', async () => {
  const help = await ask(people.roux, lines.morel, 'aide')
  for (const word of ['ok', 'rappeler', 'erreur', 'dispo', "jusqu'à"]) expect(help).toContain(word)
})

test('M. Durand answers about either of his firms from one mobile, whichever he writes to', async () => {
  const plumbing = await messageTo(people.durand, lines.plomberie)
  const heating = await messageTo(people.durand, lines.chauffage)
  expect(plumbing.told).toMatch(/^1\. Plomberie Durand\n/)
  expect(heating.told).toMatch(/^2\. Durand Chauffage\n/)
  expect(await ask(people.durand, lines.plomberie, '2 ok')).toMatch(/^2 \(.*\) : noté, vu\./)
  expect(await ask(people.durand, lines.plomberie, 'ok')).toMatch(/^1 \(.*\) : noté, vu\./)
  expect([await standing(plumbing.slip.id), await standing(heating.slip.id)]).toEqual([
    'received',
    'received',
  ])
})

test('Mme Lenoir answers by number alone, and the echo names nobody', async () => {
  const { slip, told } = await messageTo(people.lenoir, lines.lenoir)
  expect(told).toMatch(/^1\. Vous avez un message\nRép\. 1 ok ou 1 rappeler\nhttp\S+$/)
  expect(await ask(people.lenoir, lines.lenoir, '1 ok')).toBe('1 : noté, vu.\nPour annuler : erreur')
  expect(await standing(slip.id)).toBe('received')
})

test('an answer whose webhook comes twice is one act and one echo', async () => {
  const { slip, told } = await messageTo(people.roux, lines.morel, people.blanc)
  const number = /^(\d+)\./.exec(told)?.[1]
  rig.exchange.trouble.add({ webhook: 'text', does: 'twice', times: 1 })
  expect(await ask(people.roux, lines.morel, `${number} ok`)).toContain('noté, vu')
  expect(await rig.context.db.$count(acts, eq(acts.subjectId, slip.id))).toBe(1)
  const [answer] = await rig.context.db
    .select()
    .from(answers)
    .where(eq(answers.body, `${number} ok`))
  if (!answer) throw new Error('the answer was not kept')
  const again = { ...answer, mailId: '' }
  expect(await receiveAnswer(rig.context, again)).toEqual({ kind: 'alreadyTaken' })
})

test('an answer that never arrived is found in the exchange’s list and carried out', async () => {
  const { slip, told } = await messageTo(people.roux, lines.morel, people.blanc)
  const number = /^(\d+)\./.exec(told)?.[1]
  const since = rig.context.now()
  rig.exchange.trouble.add({ webhook: 'text', does: 'lost', times: 3 })
  await rig.exchange.text({ from: people.roux, to: lines.morel, body: `${number} rappeler` }).finished
  rig.exchange.trouble.clear()
  expect(await standing(slip.id)).toBeUndefined()
  rig.clock.advance(10 * 60_000)
  await until('it is entered', async () => (await enterListedTexts(rig.context, since)) !== 0)
  expect(await standing(slip.id)).toBe('secretaryCalls')
  await until('it is echoed', () => bodies(people.roux).at(-1)?.includes('le secrétariat rappelle'))
})

test('a number that is nobody’s is a caller’s text like any other, whatever it says', async () => {
  const before = await rig.context.db.$count(answers)
  const from = stranger()
  await rig.exchange.text({ from, to: lines.morel, body: '1 ok' }).finished
  await rig.exchange.settled()
  expect(await rig.context.db.$count(answers)).toBe(before)
  expect(phone(from).texts).toEqual([])
})
