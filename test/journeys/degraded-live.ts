import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { callLegs, liveCalls } from '../../src/answering/tables.ts'
import { takeStep } from '../../src/answering/take-step.ts'
import { callbackWishes } from '../../src/callbacks/tables.ts'
import { sayReachable } from '../../src/floor/say-reachable.ts'
import { setStation } from '../../src/floor/set-station.ts'
import { stations } from '../../src/floor/tables.ts'
import { newId } from '../../src/ids.ts'
import { secretaries } from '../../src/secretaries/tables.ts'
import { sendSigned } from '../support/send-signed.ts'
import {
  arrival,
  ask,
  callRow,
  type DegradedRig,
  morelLine,
  names,
  newCallSid,
  pathIn,
  replayed,
  ring,
  spoken,
} from './degraded-rig.ts'

const conferenceSid = `CF${'d'.repeat(32)}`

/** Every step of the telephone side, asked for while the database does not answer, each of a call of its own. */
export async function liveStepsUnseen(rig: DegradedRig): Promise<void> {
  const alice = await seat(rig)
  const waiting = await Promise.all([1, 2, 3, 4].map(() => arrives(rig)))
  const spokenWith = await Promise.all([1, 2, 3, 4, 5, 6].map(() => arrives(rig)))
  for (const call of spokenWith) await takeUp(rig, alice, call)
  const other = rig.rig.exchange.call({ from: '+33199007399', to: morelLine, byHand: true })
  rig.postgres.freeze()
  try {
    await Promise.all([...whoWait(rig, waiting), ...whoSpeak(rig, alice, spokenWith, other.sid)])
  } finally {
    rig.postgres.thaw()
  }
  other.hangUp()
  await other.finished
  await replayed(rig)
  const [wished, gone] = waiting
  const { db } = rig.rig.context
  expect(await rowOf(rig, wished)).toMatchObject({ leftQueueHow: 'callback', voicemailAt: null })
  const promised = await db
    .select()
    .from(callbackWishes)
    .where(eq(callbackWishes.key, `queue:${wished?.callId}`))
  expect(promised).toHaveLength(1)
  expect((await rowOf(rig, gone))?.leftQueueHow).toBe('hungUp')
  for (const { callId } of [...waiting, ...spokenWith.slice(1, 3)]) {
    const [live] = await db.select().from(liveCalls).where(eq(liveCalls.callId, callId))
    expect(live?.state).toBe('ended')
  }
  await db.delete(stations)
  await rig.rig.context.presence.refresh(rig.rig.clock.now())
}

type Known = { sid: string; hers: string; callId: string; clientId: number; path: string; waitPath: string }
const rowOf = (rig: DegradedRig, call: Known | undefined) => callRow(rig, call?.sid ?? '')

async function seat({ rig: { context } }: DegradedRig): Promise<string> {
  const [alice] = await context.db.select().from(secretaries).where(eq(secretaries.key, 'alice'))
  const id = alice?.id ?? expect.fail('no Alice')
  await setStation(context, id, { secretaryId: id, state: 'available' })
  await sayReachable(context, id)
  await context.presence.refresh(context.now())
  return id
}

async function arrives(rig: DegradedRig): Promise<Known> {
  const sid = newCallSid()
  const enqueued = await ring(rig, sid, morelLine)
  expect(names(enqueued)).toEqual(['Enqueue'])
  const { id: callId, clientId } = (await callRow(rig, sid)) ?? expect.fail('no call')
  const waitPath = pathIn(enqueued, 'Enqueue', 'waitUrl')
  return { sid, hers: newCallSid(), callId, clientId, waitPath, path: waitPath.replace(/\/wait$/, '') }
}

/** As her pressing answer and their meeting would have left it. */
async function takeUp({ rig: { context } }: DegradedRig, secretaryId: string, call: Known): Promise<void> {
  const key = { clientId: call.clientId, callId: call.callId }
  const at = context.now()
  await context.db.transaction(async (tx) => {
    await takeStep(tx, key, 'claim', { claimedById: secretaryId, claimedAt: at })
    await takeStep(tx, key, 'join', { joinedAt: at })
    const leg = { ...key, startedAt: at }
    await tx.insert(callLegs).values([
      { ...leg, id: newId(), role: 'executive', number: morelLine },
      { ...leg, id: newId(), role: 'secretary', secretaryId, callSid: call.hers, joinedAt: at },
    ])
  })
}

const stays = { CallStatus: 'in-progress' }
const isGone = { CallStatus: 'completed' }
const bridged = { ...stays, DialCallStatus: 'completed', DialBridged: 'true' }
function whoWait(rig: DegradedRig, [wished, gone, late, left]: Known[]): Promise<unknown>[] {
  const of = (call: Known | undefined) => ({
    ...arrival(call?.sid ?? '', morelLine),
    ...stays,
    QueueTime: '10',
  })
  return [
    (async () => {
      const leaves = await ask(rig, `${wished?.path}/wait-key`, { ...of(wished), Digits: '2' })
      expect(names(leaves)).toEqual(['Leave'])
      const told = await ask(rig, `${wished?.path}/queue-left`, { ...of(wished), QueueResult: 'leave' })
      expect(spoken(told)).toContain('nous vous rappelons')
    })(),
    (async () => {
      const over = { ...of(gone), ...isGone, QueueResult: 'hangup' }
      expect(names(await ask(rig, `${gone?.path}/queue-left`, over))).toEqual(['Hangup'])
    })(),
    (async () => {
      const stretch = await ask(rig, late?.waitPath ?? '', of(late))
      expect(names(stretch)).toEqual(['Gather', 'Redirect'])
      const again = new URL(stretch.at(-1)?.text ?? '')
      expect(names(await ask(rig, again.pathname + again.search, of(late)))).toEqual(['Leave'])
      const voicemail = await ask(rig, `${late?.path}/queue-left`, { ...of(late), QueueResult: 'leave' })
      expect(names(voicemail)).toEqual(['Say', 'Record'])
    })(),
    (async () => {
      const failed = { ...of(left), QueueResult: 'system-error' }
      expect(names(await ask(rig, `${left?.path}/queue-left`, failed))).toEqual(['Say', 'Record'])
    })(),
  ]
}

/** `onLine`: a line that goes on at the exchange. */
function whoSpeak(rig: DegradedRig, secretaryId: string, calls: Known[], onLine: string): Promise<unknown>[] {
  const [joins, hangsUp, back, sent, put, told] = calls
  const of = (call: Known | undefined, more: Record<string, string> = stays) => ({
    ...arrival(call?.sid ?? '', morelLine),
    ...more,
  })
  const hears = async (
    call: Known | undefined,
    step: string,
    verbs: string[],
    more?: Record<string, string>,
  ) => expect(names(await ask(rig, `${call?.path}/${step}`, of(call, more))), step).toEqual(verbs)
  const acknowledges = async (path: string, fields: Record<string, string>) =>
    expect((await sendSigned(rig.rig, path, fields)).statusCode, path).toBe(204)
  const voicemail = ['Say', 'Record']
  const toldOf = {
    ConferenceSid: conferenceSid,
    StatusCallbackEvent: 'participant-join',
    CallSid: newCallSid(),
  }
  return [
    hears(joins, 'join', ['Dial']),
    hears(hangsUp, 'conference-left', ['Hangup'], isGone),
    hears(back, 'back', voicemail),
    hears(sent, 'transfer', voicemail),
    hears(put, 'transfer-screen', ['Gather', 'Hangup'], { ...stays, ParentCallSid: put?.sid ?? '' }),
    hears(put, 'transfer-key', [], { ...stays, ParentCallSid: put?.sid ?? '', Digits: '1' }),
    hears(told, 'transfer-ended', voicemail, { ...stays, DialCallStatus: 'no-answer', DialBridged: 'false' }),
    // She hung up at her telephone; hers was sent into the conference, as the exchange says, and comes there.
    hears(hangsUp, 'ring-ended', ['Hangup'], { ...bridged, DialCallSid: hangsUp?.hers ?? '' }),
    hears(joins, 'ring-ended', ['Dial'], { ...bridged, DialCallSid: onLine }),
    hears(joins, 'ring-join', ['Dial'], { ...stays, CallSid: joins?.hers ?? '' }),
    hears(told, 'leg-ended', ['Hangup'], { ...isGone, CallSid: told?.hers ?? '' }),
    acknowledges(`/twilio/conference/${told?.clientId}/${told?.callId}`, toldOf),
    acknowledges(
      `/twilio/leg/${told?.clientId}/${told?.callId}/${newId()}`,
      of(told, { CallStatus: 'no-answer' }),
    ),
    (async () => {
      const fields = {
        ...{ CallSid: newCallSid(), From: `client:${secretaryId.replaceAll('-', '')}`, To: '' },
        ...{ clientId: String(joins?.clientId), callId: joins?.callId ?? '', as: 'secretary' },
      }
      expect(names(await ask(rig, '/twilio/softphone', fields))).toEqual(['Hangup'])
    })(),
  ]
}
