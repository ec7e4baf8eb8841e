import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterDegradedCall } from '../../src/calls/enter-degraded-call.ts'
import { recordEvidence } from '../../src/calls/record-evidence.ts'
import { calls } from '../../src/calls/tables.ts'
import { replaySpool } from '../../src/spool/replay-spool.ts'
import { callArrived, callIdOf } from '../../src/twilio/webhooks.ts'
import { lines, people } from '../journeys/follow.ts'
import { addHartAndCo, hart } from '../journeys/hart-and-co.ts'
import { type AgencyRig, officeHours, startAgencyRig } from '../support/agency-rig.ts'
import { sendSigned } from '../support/send-signed.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
  await addHartAndCo(rig)
})
afterAll(() => rig?.close())

let made = 0
const newSid = () => `CA${(++made).toString(16).padStart(32, 'e')}`
const arrival = (to: string, from = '+33199005577') => ({
  ...{ CallSid: newSid(), From: from, To: to, CallStatus: 'ringing' },
})
const ask = async (path: string, fields: Record<string, string>) => (await sendSigned(rig, path, fields)).body
const rowOf = async ({ CallSid }: { CallSid: string }) => {
  const [row] = await rig.context.db
    .select()
    .from(calls)
    .where(eq(calls.id, callIdOf(CallSid)))
  return row
}

test('a call answered from memory and delivered again hears again what it heard first', async () => {
  const call = arrival(lines.plomberie)
  const first = await ask('/twilio/fallback', call)
  expect(first).toContain(`>${people.karim}</Number>`)
  expect(await ask('/twilio/voice', call)).toBe(first)
  await replaySpool(rig.context)
  expect(await rowOf(call)).toMatchObject({ degraded: true, dialledNumber: people.karim })
  expect(await ask('/twilio/voice', call)).toBe(first)
})

test('a call that heard the voicemail from memory hears it again, whatever the rules say by now', async () => {
  const call = arrival(lines.morel, people.nuisance)
  const first = await ask('/twilio/fallback', call)
  expect(first).toContain('<Record ')
  await replaySpool(rig.context)
  expect(await ask('/twilio/voice', call)).toBe(first)
})

test('a call dialled from memory goes on at the voicemail, even where the rules turn it away after ringing', async () => {
  const call = arrival(hart.line, hart.bore)
  await ask('/twilio/voice', call)
  const entry = { kind: 'call', heard: 'emergency', at: officeHours } as const
  await rig.context.spool.append({ ...entry, arrived: callArrived.parse(call) })
  const path = `/twilio/voice/${rig.context.directory.findLine(hart.line)?.line.clientId}/${callIdOf(call.CallSid)}/dial-ended`
  const ended = { ...call, CallStatus: 'in-progress', DialCallStatus: 'no-answer', DialBridged: 'false' }
  expect(await ask(path, ended)).toContain('<Record ')
  await replaySpool(rig.context)
  expect(await rowOf(call)).toMatchObject({ degraded: true, dialStatus: 'no-answer', refusedAt: null })
})

test('what was heard from memory also overrides that the rules had turned the call away', async () => {
  const call = arrival(lines.morel)
  await ask('/twilio/voice', call)
  const clientId = rig.context.directory.findLine(lines.morel)?.line.clientId ?? 0
  const at = rig.context.now()
  await recordEvidence(rig.context.answers, {
    ...{ clientId, callId: callIdOf(call.CallSid), key: 'turnedAway', at, refusedAt: at },
  })
  expect((await rowOf(call))?.refusedAt).not.toBeNull()
  await enterDegradedCall(rig.context, callArrived.parse(call), 'voicemail', at)
  expect(await rowOf(call)).toMatchObject({ degraded: true, refusedAt: null })
})
