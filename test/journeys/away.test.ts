import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { setAvailability } from '../../src/clients/set-availability.ts'
import { executiveWith } from '../support/a-message.ts'
import { type AgencyRig, officeHours, startAgencyRig } from '../support/agency-rig.ts'
import { sendSigned } from '../support/send-signed.ts'
import { lines, people, stranger } from './follow.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
})
afterAll(() => rig?.close())
beforeEach(async () => {
  rig.clock.set(officeHours)
  await say(people.morel, null)
  await say(people.roux, null)
})

async function say(mobile: string, state: 'away' | 'busy' | null) {
  const executive = await executiveWith(rig.context.db, mobile)
  const until = new Date(rig.clock.now().getTime() + 3_600_000)
  const actor = { kind: 'executive', id: executive.id } as const
  await rig.context.db.transaction((tx) =>
    setAvailability(tx, [executive], state && { state, until }, actor, rig.clock.now()),
  )
}
const heard = async (from: string, to: string) =>
  (await rig.exchange.call({ from, to }).finished).transcript.join(' ')

test('a caller hears the client’s phrase of an executive who is away, and nothing else of hers', async () => {
  expect(await heard(stranger(), lines.morel)).not.toContain('Maître Morel')
  await say(people.morel, 'busy')
  const said = await heard(stranger(), lines.morel)
  expect(said).toContain('bonjour. Maître Morel est en rendez-vous. Nous ne pouvons pas')
  expect(said).not.toMatch(/jusqu|heure|busy|absent/)
  rig.clock.advance(2 * 3_600_000)
  expect(await heard(stranger(), lines.morel)).not.toContain('rendez-vous')
})

test('it is said of the one for whom the message is', async () => {
  await say(people.roux, 'away')
  expect(await heard(stranger(), lines.morel)).not.toContain('rendez-vous')
  expect(await heard(people.blanc, lines.morel)).toContain('Maître Roux est en rendez-vous.')
})

test('a VIP who would be put through hears why she is not', async () => {
  await say(people.morel, 'away')
  expect(await heard(people.petit, lines.morel)).toContain('Maître Morel est en rendez-vous.')
})

test('a call delivered again hears the same, though she is back; one answered from memory hears the plain greeting', async () => {
  await say(people.morel, 'away')
  const ring = { From: stranger(), To: lines.morel, CallStatus: 'ringing' }
  const call = { ...ring, CallSid: `CA${'7'.repeat(32)}` }
  const first = (await sendSigned(rig, '/twilio/voice', call)).body
  expect(first).toContain('Maître Morel est en rendez-vous.')
  await say(people.morel, null)
  expect((await sendSigned(rig, '/twilio/voice', call)).body).toBe(first)
  await say(people.morel, 'away')
  const other = { ...ring, CallSid: `CA${'8'.repeat(32)}` }
  const fromMemory = (await sendSigned(rig, '/twilio/fallback', other)).body
  expect(fromMemory).toContain('<Record ')
  expect(fromMemory).not.toContain('rendez-vous')
})
