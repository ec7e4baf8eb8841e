import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { alerts } from '../../src/alerts/tables.ts'
import { callHandlings, calls } from '../../src/calls/tables.ts'
import { executives } from '../../src/clients/tables.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { openMessages } from '../../src/digests/queries.ts'
import { discardDraft } from '../../src/messages/discard-draft.ts'
import { findDraft } from '../../src/messages/find-draft.ts'
import type { SourceKey } from '../../src/messages/find-source.ts'
import { restoreDraft } from '../../src/messages/restore-draft.ts'
import { saveDraft, takeOverDraft } from '../../src/messages/save-draft.ts'
import { sendSlip } from '../../src/messages/send-slip.ts'
import { messageRevisions, messages } from '../../src/messages/tables.ts'
import type { Session } from '../../src/secretaries/session.ts'
import { aForm, assignOnly, type DeskRig, startDeskRig } from '../support/desk-rig.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'

describeOnEachDatabase('a slip that is written at the console', (database) => {
  let rig: DeskRig
  let alice: Session
  let benoit: Session
  let call: SourceKey
  beforeAll(async () => {
    rig = await startDeskRig({ database })
    alice = await rig.sessionOf('alice')
    await assignOnly(rig, 'benoit', [await rig.clientId('morel')])
    benoit = await rig.sessionOf('benoit')
  })
  beforeEach(async () => {
    call = await rig.ring('+33199001001', '+33199002002')
  })
  afterAll(() => rig?.close())

  const send = (by: Session, fields = aForm()) => sendSlip(rig.context, by.scope, { ...call, fields })
  const slipOf = async () => {
    const [row] = await rig.context.db
      .select()
      .from(messages)
      .where(and(eq(messages.clientId, call.clientId), eq(messages.sourceId, call.sourceId)))
    return row
  }
  const deliveriesOf = async (messageId: string) =>
    rig.context.db.select().from(deliveries).where(eq(deliveries.messageId, messageId))

  test('is kept with all that was asked, delivered, and noted on the call', async () => {
    await saveDraft(rig.context, alice.scope, { ...call, fields: aForm(), seenVersion: 0 })
    const fields = aForm({
      reason: 'dossier-en-cours',
      'answer.0': 'Me Roux',
      readBack: 'on',
      copies: ['morel'],
    })
    expect(await send(alice, fields)).toMatchObject({ kind: 'sent', revision: 2 })
    const slip = await slipOf()
    expect(slip).toMatchObject({
      ...{ kind: 'taken', callerName: 'M. Blanc', callbackNumber: '+33199002002', wish: 'callBack' },
      ...{ authorId: alice.secretary.id, urgency: 'ordinary' },
      details: {
        reason: {
          key: 'dossier-en-cours',
          version: 1,
          answers: [{ question: 'Quel avocat suit votre dossier ?', answer: 'Me Roux' }],
        },
        readBackAt: expect.any(String),
        instructions: expect.arrayContaining([{ key: 'secret', version: 1, read: null }]),
      },
    })
    const people = new Set((await deliveriesOf(slip?.id ?? '')).map(({ executiveId }) => executiveId))
    expect(people.size).toBe(2)
    const [row] = await rig.context.db.select().from(calls).where(eq(calls.id, call.sourceId))
    expect(row).toMatchObject({ disposition: 'messageTaken', outcome: 'messageTaken', billable: true })
    const [handling] = await rig.context.db
      .select()
      .from(callHandlings)
      .where(eq(callHandlings.callId, call.sourceId))
    expect(handling).toMatchObject({ secretaryId: alice.secretary.id, reasonKey: 'dossier-en-cours' })
    expect(await findDraft(rig.context.db, alice.scope, call)).toBeNull()
  })

  test('is sent once, however often the key is pressed at the same moment', async () => {
    const sent = await Promise.all([send(alice), send(alice), send(alice)])
    expect(sent.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'sent'])
    const slip = await slipOf()
    expect(slip?.revision).toBe(2)
    const sentOut = (await deliveriesOf(slip?.id ?? '')).filter(({ revision }) => revision === 2)
    expect(sentOut.map(({ channel }) => channel).toSorted()).toEqual(['email', 'sms'])
    const written = await rig.context.db
      .select()
      .from(acts)
      .where(eq(acts.subjectId, slip?.id ?? ''))
    expect(written.map(({ verb }) => verb)).toEqual(['message.written'])
  })

  test('of two secretaries who send different words at once one is sent, the other learns whose', async () => {
    const both = await Promise.all([
      send(alice, aForm({ body: 'Un' })),
      send(benoit, aForm({ body: 'Deux' })),
    ])
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['alreadySent', 'sent'])
    expect((await slipOf())?.revision).toBe(2)
    expect(both.find(({ kind }) => kind === 'alreadySent')).toMatchObject({
      by: (await slipOf())?.body === 'Un' ? 'Alice' : 'Benoît',
    })
  })

  test('replaces what the software had made of the call, which is kept', async () => {
    const [row] = await rig.context.db.select().from(calls).where(eq(calls.id, call.sourceId))
    expect(row?.disposition).toBe('missed')
    expect((await slipOf())?.kind).toBe('missedCall')
    expect(await send(alice)).toMatchObject({ kind: 'sent', revision: 2 })
    const [kept] = await rig.context.db
      .select()
      .from(messageRevisions)
      .where(eq(messageRevisions.messageId, (await slipOf())?.id ?? ''))
    expect(kept).toMatchObject({ revision: 1, content: { kind: 'missedCall' }, authorId: null })
  })

  test('is read once: while it is written the missed call is not told, nor listed beside it', async () => {
    const { db } = rig.context
    const slip = await slipOf()
    const [her] = await db
      .select()
      .from(executives)
      .where(eq(executives.id, slip?.recipientId ?? ''))
    if (!her || !slip) throw new Error('the missed call is for nobody')
    const listed = async () =>
      (await openMessages(db, her, rig.clock.now())).filter(({ messageId }) => messageId === slip.id)
    const told = async () =>
      (await deliveriesOf(slip.id)).filter(({ sentAt }) => sentAt).map(({ revision }) => revision)
    const save = (body: string, seenVersion: number) =>
      saveDraft(rig.context, alice.scope, { ...call, fields: aForm({ body }), seenVersion })

    await save('Le bail', 0)
    await rig.deliver()
    expect([await told(), await listed()]).toEqual([[], []])
    rig.clock.advance(4 * 60_000)
    await save('Le bail est prêt', 1)
    rig.clock.advance(4 * 60_000)
    await rig.deliver()
    expect(await told()).toEqual([])
    expect(await send(alice)).toMatchObject({ kind: 'sent', revision: 2 })
    rig.clock.advance(10 * 60_000)
    await rig.deliver()
    expect(new Set(await told())).toEqual(new Set([2]))
    expect(await listed()).toMatchObject([{ kind: 'callbackWanted' }])
  })

  test('that is begun and left lying keeps the missed call back for five minutes only', async () => {
    const slip = await slipOf()
    const told = async () => (await deliveriesOf(slip?.id ?? '')).some(({ sentAt }) => sentAt)
    await saveDraft(rig.context, alice.scope, { ...call, fields: aForm(), seenVersion: 0 })
    await rig.deliver()
    expect(await told()).toBe(false)
    rig.clock.advance(5 * 60_000)
    await rig.deliver()
    expect(await told()).toBe(true)
  })

  test('that is urgent waits for an answer', async () => {
    const sent = await send(alice, aForm({ urgent: 'on' }))
    const messageId = sent.kind === 'sent' ? sent.messageId : ''
    expect(await rig.context.db.select().from(alerts).where(eq(alerts.messageId, messageId))).toHaveLength(1)
  })

  test('is refused without a recipient, without words, and for whom has left, all at once', async () => {
    const { db } = rig.context
    await db.update(executives).set({ leftAt: new Date() }).where(eq(executives.key, 'haddad'))
    const empty = {
      revision: '0',
      recipient: '',
      copies: ['haddad'],
      callbackNumber: '06 12',
      callerName: 'X',
    }
    const refused = await send(alice, empty)
    expect(refused).toMatchObject({
      problems: expect.arrayContaining([
        { field: 'recipient', problem: 'noRecipient', value: '' },
        { field: 'copies', problem: 'recipientLeft', value: 'Me Haddad' },
        { field: 'callbackNumber', problem: 'notANumber', value: '06 12' },
        { field: 'slip', problem: 'nothingSaid', value: '' },
      ]),
    })
    expect((await slipOf())?.kind).toBe('missedCall')
    await db.update(executives).set({ leftAt: null }).where(eq(executives.key, 'haddad'))
  })

  test('is saved as a draft only by her who writes it; the second is told who and what', async () => {
    const save = (by: Session, body: string, seenVersion: number) =>
      saveDraft(rig.context, by.scope, { ...call, fields: aForm({ body }), seenVersion })
    expect(await save(alice, 'Le', 0)).toEqual({ kind: 'saved', version: 1 })
    expect(await save(alice, 'Le bail', 1)).toEqual({ kind: 'saved', version: 2 })
    expect(await save(alice, 'Le bail', 1)).toEqual({ kind: 'saved', version: 2 })
    expect(await save(benoit, 'Autre', 0)).toMatchObject({
      ...{ kind: 'takenOver', by: 'Alice', version: 2, fields: { body: 'Le bail' } },
    })
    expect(await send(benoit)).toMatchObject({ kind: 'takenOver', by: 'Alice' })
    const take = (seenVersion: number) => takeOverDraft(rig.context, benoit.scope, { ...call, seenVersion })
    expect(await take(1)).toMatchObject({ kind: 'takenOver', version: 2 })
    expect(await take(2)).toEqual({ kind: 'saved', version: 3 })
    expect(await save(alice, 'Le bail est', 2)).toMatchObject({ kind: 'takenOver', by: 'Benoît' })
    expect(await discardDraft(rig.context, alice.scope, call)).toMatchObject({ kind: 'takenOver' })
    expect(await discardDraft(rig.context, benoit.scope, call)).toBe('discarded')
    expect(await save(alice, 'Le bail est', 2)).toEqual({ kind: 'saved', version: 3 })
    expect(await restoreDraft(rig.context, benoit.scope, call)).toMatchObject({ kind: 'takenOver' })
  })

  test('is had back for half an hour after she threw it away, once, and not over what was sent', async () => {
    const save = (body: string) =>
      saveDraft(rig.context, alice.scope, { ...call, fields: aForm({ body }), seenVersion: 0 })
    const discard = () => discardDraft(rig.context, alice.scope, call)
    const restore = (by: Session) => restoreDraft(rig.context, by.scope, call)
    await save('Le bail')
    expect(await discard()).toBe('discarded')
    expect(await discard()).toBe('noDraft')
    expect(await restore(benoit)).toBe('nothing')
    expect([await restore(alice), await restore(alice)]).toEqual(['restored', 'restored'])
    expect(await findDraft(rig.context.db, alice.scope, call)).toMatchObject({
      ...{ version: 2, fields: { body: 'Le bail' } },
    })
    expect(await discard()).toBe('discarded')
    rig.clock.advance(31 * 60_000)
    expect(await restore(alice)).toBe('nothing')
    await save('Autre')
    await discard()
    await send(benoit)
    expect(await restore(alice)).toMatchObject({ kind: 'alreadySent', by: 'Benoît' })
  })

  test('is not written over by a draft that is saved after it was sent', async () => {
    await send(alice)
    const late = { ...call, fields: aForm({ body: 'Le bail est' }), seenVersion: 1 }
    expect(await saveDraft(rig.context, alice.scope, late)).toMatchObject({
      kind: 'alreadySent',
      by: 'Alice',
    })
    expect(await findDraft(rig.context.db, alice.scope, call)).toBeNull()
  })

  test('is corrected by a new revision; of two corrections at once one is made', async () => {
    await send(alice)
    const slip = await slipOf()
    const [messageId, revision] = [slip?.id ?? '', slip?.revision ?? 0]
    const revise = (by: Session, body: string) => send(by, aForm({ body, revision: String(revision) }))
    const both = await Promise.all([revise(alice, 'Un'), revise(benoit, 'Deux')])
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['alreadySent', 'sent'])
    expect(await slipOf()).toMatchObject({ revision: revision + 1, details: { corrects: revision } })
    const kept = await rig.context.db
      .select()
      .from(messageRevisions)
      .where(eq(messageRevisions.messageId, messageId))
    expect(kept.map((row) => row.revision)).toContain(revision)
  })

  test('is nobody’s but hers who has the client or was given the call', async () => {
    await assignOnly(rig, 'benoit', [])
    const stranger = await rig.sessionOf('benoit')
    await expect(send(stranger)).rejects.toMatchObject({ status: 404 })
    await expect(findDraft(rig.context.db, stranger.scope, call)).rejects.toMatchObject({ status: 404 })
    await rig.context.db
      .insert(callHandlings)
      .values({ ...call, callId: call.sourceId, secretaryId: stranger.secretary.id, takenAt: new Date() })
    expect(await send(stranger)).toMatchObject({ kind: 'sent' })
    await assignOnly(rig, 'benoit', [call.clientId])
  })
})
