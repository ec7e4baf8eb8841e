import { and, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { chooseReason } from '../../src/calls/choose-reason.ts'
import { concludeCall } from '../../src/calls/conclude-call.ts'
import { findCall } from '../../src/calls/find-call.ts'
import { giveCall } from '../../src/calls/give-call.ts'
import { type CallToLog, logCall } from '../../src/calls/log-call.ts'
import { relieveCall } from '../../src/calls/relieve-call.ts'
import { sweepCalls } from '../../src/calls/sweep-calls.ts'
import { callHandlings, calls } from '../../src/calls/tables.ts'
import { takeCall } from '../../src/calls/take-call.ts'
import { wrapUpCall } from '../../src/calls/wrap-up-call.ts'
import { acknowledgeInstructions } from '../../src/clients/instructions/acknowledge-instructions.ts'
import { findInstructions } from '../../src/clients/instructions/find-instructions.ts'
import { instructions } from '../../src/clients/instructions/tables.ts'
import { clients } from '../../src/clients/tables.ts'
import { countMeanwhile, openMessages } from '../../src/digests/queries.ts'
import { readDraft } from '../../src/messages/find-draft.ts'
import type { SourceKey } from '../../src/messages/find-source.ts'
import { saveDraft } from '../../src/messages/save-draft.ts'
import { sendSlip } from '../../src/messages/send-slip.ts'
import { parsePhoneNumber } from '../../src/phone-number.ts'
import type { Session } from '../../src/secretaries/session.ts'
import { findText } from '../../src/texts/find-text.ts'
import { texts } from '../../src/texts/tables.ts'
import { reconcile } from '../../src/twilio/reconcile.ts'
import { aForm, assignOnly, type DeskRig, startDeskRig } from '../support/desk-rig.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'

describeOnEachDatabase('a call at the console', (database) => {
  let rig: DeskRig
  let [alice, benoit, claire]: Session[] = []
  let source: SourceKey
  let key: { clientId: number; callId: string }
  beforeAll(async () => {
    rig = await startDeskRig({ database })
    await assignOnly(rig, 'benoit', [await rig.clientId('lenoir')])
    alice = await rig.sessionOf('alice')
    benoit = await rig.sessionOf('benoit')
    claire = await rig.sessionOf('claire')
  })
  beforeEach(async () => {
    source = await rig.ring('+33199001001', '+33199002002')
    key = { clientId: source.clientId, callId: source.sourceId }
  })
  afterAll(() => rig?.close())

  const scopeOf = (session: Session | undefined) => {
    if (!session) throw new Error('nobody signed in')
    return session.scope
  }
  const handling = async () => {
    const [row] = await rig.context.db
      .select()
      .from(callHandlings)
      .where(eq(callHandlings.callId, key.callId))
    return row
  }

  test('is taken by one of those who press at once, and the others learn by whom', async () => {
    const both = await Promise.all([
      takeCall(rig.context, scopeOf(alice), key),
      takeCall(rig.context, scopeOf(claire), key),
    ])
    expect(both.filter((taken) => taken === 'taken')).toHaveLength(1)
    const by = (await handling())?.secretaryId === alice?.secretary.id ? 'Alice' : 'Claire'
    expect(both.find((taken) => taken !== 'taken')).toMatchObject({ takenBy: by })
  })

  test('is seen by her to whom a supervisor gave it, and no other call of that client', async () => {
    const { db } = rig.context
    expect(await findCall(db, scopeOf(benoit), key)).toBeNull()
    await expect(takeCall(rig.context, scopeOf(benoit), key)).rejects.toMatchObject({ status: 404 })
    const give = { ...key, secretaryId: benoit?.secretary.id ?? '', from: null }
    await expect(giveCall(rig.context, scopeOf(alice), give)).rejects.toMatchObject({ status: 403 })
    expect(await giveCall(rig.context, scopeOf(claire), give)).toBe('given')
    expect(await giveCall(rig.context, scopeOf(claire), give)).toBe('alreadyHers')
    expect(await findCall(db, scopeOf(benoit), key)).toMatchObject({ handling: { secretaryName: 'Benoît' } })
    const other = await rig.ring('+33199001001', '+33199002002')
    expect(await findCall(db, scopeOf(benoit), { ...key, callId: other.sourceId })).toBeNull()
    expect(await findCall(db, { ...scopeOf(alice), only: { kind: 'message', id: 'x' } }, key)).toBeNull()
  })

  test('goes with its draft to a colleague of the same client, who is relieved when she leaves it lying', async () => {
    const { context } = rig
    const idOf = (session: Session | undefined) => session?.secretary.id ?? ''
    const [hers, theirs] = [idOf(alice), idOf(claire)]
    await takeCall(context, scopeOf(alice), key)
    const draft = { ...source, fields: aForm({ body: 'Le bail' }) }
    expect(await saveDraft(context, scopeOf(alice), { ...draft, seenVersion: 0 })).toMatchObject({
      version: 1,
    })
    const give = { ...key, secretaryId: theirs }
    expect(await giveCall(context, scopeOf(alice), { ...give, from: null })).toMatchObject({
      heldBy: 'Alice',
    })
    expect(await giveCall(context, scopeOf(alice), { ...give, from: hers })).toBe('given')
    expect(await handling()).toMatchObject({ secretaryId: theirs, givenById: hers, previousId: hers })
    expect(await readDraft(context.db, source)).toMatchObject({
      by: 'Claire',
      version: 1,
      fields: draft.fields,
    })
    const more = { ...draft, fields: aForm({ body: 'Le bail est prêt' }), seenVersion: 1 }
    expect(await saveDraft(context, scopeOf(alice), more)).toMatchObject({ kind: 'takenOver', by: 'Claire' })

    expect(await relieveCall(context, scopeOf(alice), { ...key, from: hers })).toMatchObject({
      heldBy: 'Claire',
    })
    await expect(
      giveCall(context, scopeOf(alice), { ...key, from: theirs, secretaryId: hers }),
    ).rejects.toMatchObject({ status: 403 })
    const both = [1, 2].map(() => relieveCall(context, scopeOf(alice), { ...key, from: theirs }))
    expect(await Promise.all(both)).toEqual(['relieved', 'relieved'])
    expect(await handling()).toMatchObject({ secretaryId: hers, givenById: null, previousId: theirs })
    expect(await readDraft(context.db, source)).toMatchObject({ by: 'Alice', version: 1 })
    expect(await saveDraft(context, scopeOf(alice), more)).toMatchObject({ kind: 'saved', version: 2 })
    await expect(relieveCall(context, scopeOf(benoit), { ...key, from: hers })).rejects.toMatchObject({
      status: 404,
    })
    const written = await context.db.select().from(acts).where(eq(acts.subjectId, key.callId))
    expect(written.map(({ verb }) => verb)).toEqual(['call.taken', 'call.given', 'call.relieved'])
  })

  test('is billed as the client agreed, unless she says otherwise', async () => {
    const { db } = rig.context
    const { clientId } = key
    await db
      .update(clients)
      .set({ unbilledOutcomes: ['wrongNumber'] })
      .where(eq(clients.clientId, clientId))
    const wrap = (more: object) =>
      wrapUpCall(rig.context, scopeOf(alice), { ...key, outcome: 'wrongNumber', note: 'Erreur', ...more })
    expect(await wrap({})).toEqual({ billable: false })
    expect(await wrap({ billable: true })).toEqual({ billable: true })
    const [row] = await db.select().from(calls).where(eq(calls.id, key.callId))
    expect(row).toMatchObject({ outcome: 'wrongNumber', billable: true })
    expect(await handling()).toMatchObject({ note: 'Erreur', wrappedUpAt: expect.any(Date) })
  })

  test('keeps why he rang, in the version of that day', async () => {
    const choose = (reasonKey: string | null) =>
      chooseReason(rig.context, scopeOf(alice), { ...key, reasonKey })
    expect(await choose('garde-a-vue')).toBe('chosen')
    expect(await choose('garde-a-vue')).toBe('chosen')
    expect(await handling()).toMatchObject({ reasonKey: 'garde-a-vue', reasonVersion: 1 })
    expect(await choose('nonsense')).toBe('unknownReason')
    expect(await choose(null)).toBe('chosen')
    expect(await handling()).toMatchObject({ reasonKey: null, reasonVersion: null })
    const written = await rig.context.db.select().from(acts).where(eq(acts.subjectId, key.callId))
    expect(written.map(({ verb }) => verb)).toEqual(['call.taken', 'call.reasonChosen', 'call.reasonChosen'])
  })

  const byHand = (changes: Partial<CallToLog> = {}): CallToLog => ({
    ...{
      clientId: key.clientId,
      line: null,
      formId: 'form-1',
      direction: 'outbound',
      number: parsePhoneNumber('+33199002002'),
    },
    ...{ name: null, at: rig.clock.now(), answered: false, talkSeconds: 0, ...changes },
  })

  test('that she logs twice by one form is one, and no timetable touches it', async () => {
    const log = () => logCall(rig.context, scopeOf(alice), byHand())
    const [one, two] = await Promise.all([log(), log()])
    expect(one).toEqual(two)
    const logged = { clientId: key.clientId, id: one.callId }
    const before = await rig.context.db.select().from(calls).where(eq(calls.id, one.callId))
    expect(before).toMatchObject([
      { direction: 'outbound', callerName: 'M. Blanc', disposition: 'notReached' },
    ])
    rig.clock.advance(5 * 3_600_000)
    await sweepCalls(rig.context)
    await reconcile(rig.context)
    expect(await rig.context.db.select().from(calls).where(eq(calls.id, one.callId))).toEqual(before)
    expect(before[0]?.concludeAt).toBeNull()
    await expect(logCall(rig.context, scopeOf(benoit), byHand())).rejects.toMatchObject({ status: 404 })
    expect(await concludeCall(rig.context, { ...logged, clientId: logged.clientId + 1 })).toBe('unknown')
  })

  test('that she made herself is no missed call, counts in no digest, and is none of his', async () => {
    const { db, readFacts } = rig.context
    const client = rig.context.directory.client(key.clientId)
    const roux = client?.executives.get('roux')
    if (!client || !roux) throw new Error('no Cabinet Morel')
    const her = { clientId: key.clientId, id: roux.id, mobile: roux.number }
    const period = { since: rig.clock.now(), until: new Date(rig.clock.now().getTime() + 3_600_000) }
    const open = await openMessages(db, her, rig.clock.now())
    rig.clock.advance(1_000)
    await logCall(
      rig.context,
      scopeOf(alice),
      byHand({ formId: 'form-2', number: parsePhoneNumber('+33199004242') }),
    )
    expect(await openMessages(db, her, rig.clock.now())).toHaveLength(open.length)
    expect(await countMeanwhile(db, her, period)).toEqual({ forwarded: 0, discarded: 0, inYourName: 0 })
    const caller = { kind: 'number' as const, number: parsePhoneNumber('+33199004242') ?? neverNumber() }
    const line = { number: parsePhoneNumber('+33199001001') ?? neverNumber() }
    const question = { client, line, channel: 'voice' as const, id: key.callId, caller, now: rig.clock.now() }
    const known = await readFacts(question, AbortSignal.timeout(20_000))
    expect(known.recentArrivals).toEqual([])
  })

  test('that she took elsewhere can have a slip, and stands in the digest as a call back wanted', async () => {
    const { db } = rig.context
    const logged = await logCall(
      rig.context,
      scopeOf(alice),
      byHand({ formId: 'form-3', direction: 'inbound', answered: true, talkSeconds: 90 }),
    )
    const slip = { ...source, sourceId: logged.callId, fields: aForm() }
    const sent = await sendSlip(rig.context, scopeOf(alice), slip)
    const client = rig.context.directory.client(key.clientId)
    const roux = client?.executives.get('roux')
    const her = { clientId: key.clientId, id: roux?.id ?? '', mobile: null }
    const open = await openMessages(db, her, rig.clock.now())
    const messageId = sent.kind === 'sent' ? sent.messageId : ''
    expect(open.find((one) => one.messageId === messageId)?.kind).toBe('callbackWanted')
    const [row] = await db.select().from(calls).where(eq(calls.id, logged.callId))
    expect(row).toMatchObject({ disposition: 'answered', talkSeconds: 90, concludeAt: null })
    const since = new Date(rig.clock.now().getTime() - 60_000)
    const until = new Date(rig.clock.now().getTime() + 60_000)
    expect((await countMeanwhile(db, her, { since, until })).inYourName).toBe(0)
  })

  test('shows the instructions of the day, with what is new to her first, and blocks nothing', async () => {
    const { db } = rig.context
    const { clientId } = key
    const secretaryId = alice?.secretary.id ?? ''
    const note = {
      clientId,
      id: '00000000-0000-8000-8000-00000000abcd',
      key: 'greve',
      body: 'Grève',
      place: 9,
    }
    await db.insert(instructions).values({ ...note, fromDate: '2026-11-01', untilDate: '2026-11-30' })
    const past = { ...note, id: '00000000-0000-8000-8000-00000000abce', key: 'hier', untilDate: '2026-11-02' }
    await db.insert(instructions).values(past)
    const shown = () =>
      findInstructions(db, { clientId, secretaryId, timeZone: 'Europe/Paris', now: rig.clock.now() })
    expect((await shown()).map((one) => one.key)).toEqual(['greve', 'secret', 'titres'])
    const read = (await shown()).map(({ id: instructionId, version }) => ({ instructionId, version }))
    const acknowledge = (session: Session | undefined) =>
      acknowledgeInstructions(rig.context, scopeOf(session), { clientId, read })
    expect(await acknowledge(alice)).toBe(3)
    expect(await acknowledge(alice)).toBe(0)
    await db.update(instructions).set({ version: 2 }).where(eq(instructions.key, 'titres'))
    expect((await shown()).map(({ key: name, reading }) => [name, reading])).toEqual([
      ...[
        ['greve', 'read'],
        ['titres', 'changed'],
      ],
      ['secret', 'read'],
    ])
    const elsewhere = { clientId: await rig.clientId('durand'), read }
    await expect(acknowledgeInstructions(rig.context, scopeOf(benoit), elsewhere)).rejects.toMatchObject({
      status: 404,
    })
    await db
      .delete(instructions)
      .where(and(eq(instructions.clientId, clientId), inArray(instructions.key, ['greve', 'hier'])))
  })

  test('is like a text: one that is not hers is not there', async () => {
    const { finished } = rig.exchange.text({ from: '+33199002002', to: '+33199001001', body: 'Bonjour' })
    await finished
    const [text] = await rig.context.db.select().from(texts)
    const textKey = { clientId: text?.clientId ?? 0, textId: text?.id ?? '' }
    expect(await findText(rig.context.db, scopeOf(alice), textKey)).toMatchObject({
      text: { body: 'Bonjour' },
    })
    expect(await findText(rig.context.db, scopeOf(benoit), textKey)).toBeNull()
    const other = { ...textKey, clientId: await rig.clientId('lenoir') }
    expect(await findText(rig.context.db, scopeOf(alice), other)).toBeNull()
  })
})

function neverNumber(): never {
  throw new Error('not a number')
}
