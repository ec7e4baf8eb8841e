import type { Act } from '../../acts/record-act.ts'
import { beginAttempt } from '../../callbacks/begin-attempt.ts'
import { withinHours } from '../../callbacks/due.ts'
import { endAttempt } from '../../callbacks/end-attempt.ts'
import { lockCallback } from '../../callbacks/lock-callback.ts'
import { promiseCallback, type Wish } from '../../callbacks/promise-callback.ts'
import type { AttemptOutcome } from '../../callbacks/states.ts'
import { writeCallback } from '../../callbacks/write-callback.ts'
import type { Transaction } from '../../db/db.ts'
import { idFrom } from '../../ids.ts'
import type { PhoneNumber } from '../../phone-number.ts'
import { isPhoneNumber } from '../../phone-number.ts'
import type { PastAgency, PastClient } from './past-agency.ts'
import type { PastCall } from './past-call.ts'
import { after } from './past-fate.ts'
import { onDuty } from './past-floor.ts'
import { placeCall } from './past-outgoing.ts'
import type { PastRows } from './past-rows.ts'

/** A promise of the past, with what was tried since. */
export type PastPromise = {
  readonly wish: Wish
  readonly actor: Act['actor']
  readonly at: Date
  readonly takenById: string | null
  readonly attempts: readonly PastAttempt[]
}
type PastAttempt = {
  readonly callId: string
  readonly secretaryId: string
  readonly at: Date
  readonly endedAt: Date
  readonly outcome: AttemptOutcome
}

const callbackIdOf = ({ clientId, key }: Pick<Wish, 'clientId' | 'key'>) => idFrom('callback', clientId, key)

/** Whoever pressed 2 while he waited is rung some minutes later; the last ones still are to be. */
export function promisesOfQueue(past: PastRows, agency: PastAgency, now: Date): PastPromise[] {
  return past.calls
    .filter(({ leftQueueHow }) => leftQueueHow === 'callback')
    .flatMap((call, place) => {
      const its = [...agency.clients.values()].find(({ client }) => client.clientId === call.clientId)
      const number = call.caller && isPhoneNumber(call.caller) ? call.caller : null
      if (!its || !number || !call.leftQueueAt) return []
      return [ofQueue(past, agency, { its, call, number, at: call.leftQueueAt, place, now })]
    })
}

type OfQueue = {
  readonly its: PastClient
  readonly call: PastCall
  readonly number: PhoneNumber
  readonly at: Date
  readonly place: number
  readonly now: Date
}

function ofQueue(past: PastRows, agency: PastAgency, queued: OfQueue): PastPromise {
  const { its, call, number, at, place, now } = queued
  const { clientId } = its.client
  const key = `queue:${call.id}`
  const [name, contactId] = [call.callerName ?? null, call.contactId ?? null]
  const wish = {
    clientId,
    number,
    name,
    contactId,
    key,
    source: 'queue',
    why: null,
    callId: call.id,
  } as const
  const due = withinHours(after(at, 600 + (place % 4) * 240), its.client.hours)
  const first = tryAt(past, agency, { its, wish, at: due, now, talkSeconds: place % 3 === 1 ? null : 95 })
  const again =
    first?.outcome === 'noAnswer'
      ? tryAt(past, agency, { its, wish, at: after(due, 1500), now, talkSeconds: 140 })
      : null
  const attempts = [first, again].filter((one) => one !== null)
  return { wish, actor: { kind: 'caller', id: call.id }, at, takenById: null, attempts }
}

type Trying = {
  readonly its: PastClient
  readonly wish: Pick<Wish, 'clientId' | 'key' | 'number' | 'name'>
  readonly at: Date
  readonly now: Date
  readonly talkSeconds: number | null
}

/** Null for what is not over yet. */
function tryAt(past: PastRows, agency: PastAgency, trying: Trying): PastAttempt | null {
  const { its, wish, at, now, talkSeconds } = trying
  const secretary = agency.secretaries.get(onDuty(its.client.key, at)[0] ?? 'claire')
  const endedAt = after(at, (talkSeconds ?? 20) + 12)
  if (!secretary || !wish.number || endedAt >= now) return null
  const callbackId = callbackIdOf(wish)
  const placed = {
    its,
    secretary,
    number: wish.number,
    name: wish.name,
    purpose: 'callback',
    callbackId,
    at,
  } as const
  const callId = placeCall(past, { ...placed, talkSeconds })
  const outcome = talkSeconds === null ? 'noAnswer' : 'talked'
  return { callId, secretaryId: secretary.id, at, endedAt, outcome }
}

/** Written as the product writes it, after the calls that it speaks of. */
export async function keepPromise(tx: Transaction, promise: PastPromise): Promise<void> {
  const { wish, actor, at, takenById, attempts } = promise
  const { clientId } = wish
  const { callbackId } = await promiseCallback(tx, wish, { actor, at })
  const standing = takenById && (await lockCallback(tx, { clientId, callbackId }))
  if (standing)
    await writeCallback(tx, standing, { set: { takenById }, verb: 'callback.taken' }, { actor, at })
  for (const { callId, secretaryId, at: begunAt, endedAt, outcome } of attempts) {
    await beginAttempt(tx, { clientId, callbackId, callId, secretaryId, at: begunAt })
    await endAttempt(tx, { clientId, callId, outcome, at: endedAt })
  }
}
