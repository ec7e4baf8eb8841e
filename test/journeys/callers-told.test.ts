import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clients } from '../../src/clients/tables.ts'
import { sweepDeliveries } from '../../src/deliveries/sweep-deliveries.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { until } from '../support/until.ts'
import { concluded, lines, people, stranger, tasksOf } from './follow.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig()
})
afterAll(() => rig?.close())

const bodies = (number: string) => rig.exchange.telephone(number).texts.map(({ body }) => body)

/** A stranger leaves a voicemail for M. Durand, who gets it under a number; the caller learns that he has. */
async function leaveMessage(): Promise<{ from: string; number: string }> {
  const from = stranger()
  const before = bodies(people.durand).length
  const speaks = { text: 'Bonjour, rappelez-moi', seconds: 8 }
  await concluded(rig, await rig.exchange.call({ from, to: lines.plomberie, speaks }).finished)
  const told = await until('he is told', () => bodies(people.durand)[before])
  await until('the caller is told', () => bodies(from).length > 0)
  expect(bodies(from)).toEqual([passedOn])
  return { from, number: /^\d+/.exec(told)?.[0] ?? '' }
}
async function answer(body: string) {
  const before = bodies(people.durand).length
  await rig.exchange.text({ from: people.durand, to: lines.plomberie, body }).finished
  return until(`"${body}" is echoed`, () => bodies(people.durand)[before])
}
/** The clock runs on, and what is due by then goes out. */
async function pass(seconds: number) {
  rig.clock.advance(seconds * 1_000)
  await sweepDeliveries(rig.context)
}
const passedOn = 'Plomberie Durand : votre message a bien été transmis.'
const rings = 'Plomberie Durand : M. Durand vous rappelle.'
const correction = expect.stringContaining("n'est plus prévu")

test('a caller learns that his message was passed on, and two minutes after the answer who rings back', async () => {
  const { from, number } = await leaveMessage()
  await answer(`${number} je rappelle`)
  await pass(60)
  expect(bodies(from)).toEqual([passedOn])
  await pass(65)
  await until('he knows who rings', () => bodies(from).length > 1)
  expect(bodies(from)).toEqual([passedOn, rings])
})

test('"erreur" in time leaves him untroubled', async () => {
  const { from, number } = await leaveMessage()
  await answer(`${number} je rappelle`)
  await pass(90)
  await answer('erreur')
  await pass(600)
  const later = await leaveMessage()
  expect(later.from).not.toBe(from)
  expect(bodies(from)).toEqual([passedOn])
  expect(await tasksOf(rig, 'callerCorrected')).toEqual([])
})

test('"erreur" that comes later is one correction and a task for the secretary', async () => {
  const { from, number } = await leaveMessage()
  await answer(`${number} je rappelle`)
  await pass(125)
  await until('he knows who rings', () => bodies(from).length > 1)
  await answer('erreur')
  await until('he is corrected', () => bodies(from).length > 2)
  expect(bodies(from)).toEqual([passedOn, rings, correction])
  expect(await tasksOf(rig, 'callerCorrected')).toMatchObject([{ audience: 'secretary' }])
})

test('once the service is suspended, callers hear nothing more of what the executive still gets', async () => {
  const { from, number } = await leaveMessage()
  await answer(`${number} je rappelle`)
  const { db, directory } = rig.context
  const [client] = await db.select().from(clients).where(eq(clients.key, 'durand'))
  const setState = async (state: 'suspended' | 'live') => {
    await db.update(clients).set({ state }).where(eq(clients.key, 'durand'))
    await directory.refresh([client?.clientId ?? 0])
  }
  await setState('suspended')
  await pass(125)
  const [held] = await until('the notice is held back', async () => {
    const rows = await db.select().from(deliveries).where(eq(deliveries.failure, 'resting'))
    return rows.length > 0 ? rows : null
  })
  expect(held).toMatchObject({ kind: 'notice', state: 'suppressed' })
  expect(bodies(from)).toEqual([passedOn])
  expect(await tasksOf(rig, 'failedDelivery')).toEqual([])
  await setState('live')
})

test.each([
  ['withheld', 'anonymous'],
  ['landline', people.collin],
])('a caller from a %s number is told nothing, and M. Durand all the same', async (_, from) => {
  const before = bodies(people.durand).length
  const sent = rig.exchange.messages.length
  const speaks = { text: 'Bonjour', seconds: 8 }
  await concluded(rig, await rig.exchange.call({ from, to: lines.plomberie, speaks }).finished)
  await until('he is told', () => bodies(people.durand).length > before)
  await rig.exchange.settled()
  await pass(60)
  await rig.exchange.settled()
  const told = rig.exchange.messages.slice(sent).map(({ to }) => to)
  expect(told).toEqual([people.durand])
})
