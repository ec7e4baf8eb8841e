import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { beginAttempt } from '../../src/callbacks/begin-attempt.ts'
import { endAttempt } from '../../src/callbacks/end-attempt.ts'
import { promiseCallback, type Wish } from '../../src/callbacks/promise-callback.ts'
import { callbackAttempts, callbacks, callbackWishes } from '../../src/callbacks/tables.ts'
import { idFrom } from '../../src/ids.ts'
import { secretaries } from '../../src/secretaries/tables.ts'
import { tel } from '../rules/demo-clients.ts'
import { executiveWith } from '../support/a-message.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'

describeOnEachDatabase('a promise to ring somebody back', (database) => {
  let rig: AgencyRig
  let clientId: number
  let alice: string
  let calling: { clientId: number; callbackId: string; secretaryId: string }
  beforeAll(async () => {
    rig = await startAgencyRig({ database, work: false })
    clientId = (await executiveWith(rig.context.db, '+33199001101')).clientId
    const [found] = await rig.context.db.select().from(secretaries).where(eq(secretaries.key, 'alice'))
    alice = found?.id ?? ''
  })
  afterAll(() => rig?.close())
  beforeEach(async () => {
    const { db } = rig.context
    await db.delete(callbackAttempts)
    await db.delete(callbackWishes)
    await db.delete(callbacks)
    calling = { clientId, callbackId: (await promise({ key: 'first' })).callbackId, secretaryId: alice }
  })

  const at = (time: string) => new Date(`2026-11-17T${time}:00+01:00`)
  const promise = (more: Partial<Wish> & { key: string }, when = at('10:00')) => {
    const wish = {
      clientId,
      number: tel('+33199002002'),
      name: null,
      why: 'facture',
      source: 'desk',
    } as const
    const doing = { actor: { kind: 'secretary', id: alice }, at: when } as const
    return rig.context.db.transaction((tx) => promiseCallback(tx, { ...wish, ...more }, doing))
  }
  const row = async (id = calling.callbackId) => {
    const [found] = await rig.context.db.select().from(callbacks).where(eq(callbacks.id, id))
    return found
  }
  async function callRow(name: string): Promise<string> {
    const id = idFrom('an outgoing call', name)
    const decision = { action: { kind: 'takeMessage' } }
    await rig.context.db.execute(`insert into calls
      (client_id, id, call_sid, line, caller_kind, caller, arrived_at, decision, direction, degraded, exchange_status)
      values (${clientId}, '${id}', '${name}', '+33199001001', 'number', '+33199002002', now(),
        '${JSON.stringify(decision)}', 'outbound', false, 'queued') on conflict do nothing`)
    return id
  }
  const begin = (callId: string, time: string) =>
    rig.context.db.transaction((tx) => beginAttempt(tx, { ...calling, callId, at: at(time) }))
  const end = (callId: string, outcome: 'talked' | 'noAnswer', time: string) =>
    rig.context.db.transaction((tx) => endAttempt(tx, { clientId, callId, outcome, at: at(time) }))

  test('is tried, tried again at its time, and kept when somebody talks with him', async () => {
    const [first, second] = [await callRow('one'), await callRow('two')]
    expect(await begin(first, '10:01')).toBe('begun')
    expect(await begin(first, '10:01')).toBe('again')
    expect(await begin(second, '10:01')).toBe('underWay')
    expect(await row()).toMatchObject({ takenById: alice, state: 'open' })
    expect(await end(first, 'noAnswer', '10:02')).toBe('ended')
    expect(await row()).toMatchObject({ state: 'open', tries: 1, dueAt: at('10:17') })
    // Twice, and with another word.
    expect(await end(first, 'talked', '10:03')).toBe('again')
    expect(await row()).toMatchObject({ state: 'open', tries: 1 })
    // Ended before it began.
    expect(await end(second, 'talked', '10:17')).toBe('unknown')
    expect(await begin(second, '10:17')).toBe('begun')
    expect(await end(second, 'talked', '10:20')).toBe('ended')
    expect(await row()).toMatchObject({ state: 'kept', endReason: 'talked', endedAt: at('10:20') })
    expect(await begin(await callRow('three'), '10:30')).toBe('over')
    const written = await rig.context.db.select().from(acts).where(eq(acts.subjectId, calling.callbackId))
    const verbs = written.map(({ verb }) => verb)
    for (const verb of ['promised', 'taken', 'tried', 'kept']) expect(verbs).toContain(`callback.${verb}`)
  })

  test('that is wished twice is one call with both reasons, also when the wishes come at once', async () => {
    const both = await Promise.all([
      promise({ key: 'second', why: 'devis', name: 'M. Blanc', priority: 'urgent' }, at('11:00')),
      promise({ key: 'second', why: 'devis' }, at('11:00')),
      promise({ key: 'elsewhere', number: tel('+33199002001') }, at('11:00')),
      promise({ key: 'elsewhere too', number: tel('+33199002001') }, at('11:00')),
    ])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['again', 'joined', 'joined', 'promised'])
    expect(await rig.context.db.$count(callbacks)).toBe(2)
    expect(await rig.context.db.$count(callbackWishes)).toBe(4)
    expect(await row()).toMatchObject({ name: 'M. Blanc', dueAt: at('10:00') })
    const unknown = { number: null, key: 'nobody knows his number' }
    expect(await promise(unknown)).toMatchObject({ kind: 'promised' })
    expect(await promise(unknown)).toMatchObject({ kind: 'again' })
  })
})
