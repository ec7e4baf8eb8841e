import { and, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { alerts } from '../../src/alerts/tables.ts'
import { giveNumber } from '../../src/answers/line-number.ts'
import { lineNumbers } from '../../src/answers/tables.ts'
import { callbacks, callbackWishes } from '../../src/callbacks/tables.ts'
import { concludeCall } from '../../src/calls/conclude-call.ts'
import { calls } from '../../src/calls/tables.ts'
import { executives } from '../../src/clients/tables.ts'
import { acknowledge } from '../../src/messages/acknowledge-message.ts'
import { findDraft, type SlipForm } from '../../src/messages/find-draft.ts'
import { findMessage } from '../../src/messages/find-message.ts'
import type { SourceKey } from '../../src/messages/find-source.ts'
import { viewMessages } from '../../src/messages/queries.ts'
import { saveDraft } from '../../src/messages/save-draft.ts'
import { sendSlip } from '../../src/messages/send-slip.ts'
import { acknowledgements, messageRevisions, messages } from '../../src/messages/tables.ts'
import { takeMessage } from '../../src/messages/take-message.ts'
import type { Session } from '../../src/secretaries/session.ts'
import { texts } from '../../src/texts/tables.ts'
import { aForm, type DeskRig, startDeskRig } from '../support/desk-rig.ts'
import { until } from '../support/until.ts'

const [line, blanc, roux, haddad] = ['+33199001001', '+33199002002', '+33199001111', '+33199001113']

let rig: DeskRig
let alice: Session
let call: SourceKey
beforeAll(async () => {
  rig = await startDeskRig()
  alice = await rig.sessionOf('alice')
})
beforeEach(async () => {
  call = await rig.ring(line, blanc)
  await rig.deliver()
})
afterAll(() => rig?.close())

const slip = async () => {
  const [row] = await rig.context.db.select().from(messages).where(eq(messages.sourceId, call.sourceId))
  if (!row) throw new Error('there is no slip')
  return row
}
const send = async (changes: SlipForm = {}) => {
  const sent = await sendSlip(rig.context, alice.scope, { ...call, fields: aForm(changes) })
  await rig.deliver()
  return sent
}
const correct = async (changes: SlipForm) => send({ revision: String((await slip()).revision), ...changes })
const textsAt = (number: string) => rig.exchange.telephone(number).texts.map(({ body }) => body)
const lastText = (number: string) => textsAt(number).at(-1) ?? ''
const executive = async (key: string) => {
  const [row] = await rig.context.db
    .select()
    .from(executives)
    .where(and(eq(executives.clientId, call.clientId), eq(executives.key, key)))
  if (!row) throw new Error(`no executive ${key}`)
  return row
}
const say = async (key: string, answer: 'received' | 'secretaryCalls' | 'executiveCalls') => {
  const { id: executiveId, clientId } = await executive(key)
  const messageId = (await slip()).id
  const said = { clientId, messageId, executiveId, answer, via: 'page' as const }
  await rig.context.db.transaction((tx) =>
    acknowledge(tx, { ...said, actor: { kind: 'executive', id: executiveId } }, rig.clock.now()),
  )
}
const words = async () =>
  rig.context.db
    .select()
    .from(acknowledgements)
    .where(eq(acknowledgements.messageId, (await slip()).id))

test('a correction comes as one, under the same number', async () => {
  const { id, choices } = await executive('roux')
  await rig.context.db
    .update(executives)
    .set({ choices: { ...choices, carries: 'everything' } })
    .where(eq(executives.id, id))
  await send()
  const first = lastText(roux)
  expect(first).toMatch(/^\d+\. Cabinet Morel & Associés\nMessage de M\. Blanc, 01 99 00 20 02/)
  expect(first).toContain('à rappeler, demain matin\nBail\nLe bail est pret à signer.')
  await correct({ body: 'Le bail est à relire.' })
  const second = lastText(roux)
  expect(second).toContain('Correction : message de M. Blanc')
  expect(second).toContain('Le bail est à relire.')
  expect(second.split('.')[0]).toBe(first.split('.')[0])
  expect((await slip()).details?.corrects).toBe((await slip()).revision - 1)
})

test('what she has answered stays answered when words are corrected, and is open again when it becomes urgent', async () => {
  await send()
  await say('roux', 'received')
  await correct({ body: 'Le bail est à relire.' })
  expect(await words()).toMatchObject([{ answer: 'received' }])
  await correct({ body: 'Le bail est à relire.', urgent: 'on' })
  expect(await words()).toEqual([])
  const messageId = (await slip()).id
  const open = await rig.context.db
    .select()
    .from(alerts)
    .where(and(eq(alerts.messageId, messageId), isNull(alerts.endedAt)))
  expect(open).toHaveLength(1)
  await correct({ body: 'Le bail est à relire.', urgent: '' })
  const [alert] = await rig.context.db.select().from(alerts).where(eq(alerts.messageId, messageId))
  expect(alert).toMatchObject({ endedBy: 'corrected', nextAt: null })
})

test('a call back that she promised or asked for stays so, whatever is corrected', async () => {
  await send()
  await say('roux', 'executiveCalls')
  await correct({ urgent: 'on' })
  expect(await words()).toMatchObject([{ answer: 'executiveCalls' }])
})

test('who had it by mistake is told whose it is, cannot open it any more, and has nothing open', async () => {
  await send()
  const [former, message] = [await executive('roux'), await slip()]
  const reader = {
    actor: { kind: 'executive' as const, id: former.id },
    clientIds: [call.clientId],
    only: null,
  }
  const asked = { messageId: message.id, executiveId: former.id }
  expect(await findMessage(rig.context.db, reader, asked)).not.toBeNull()
  await correct({ recipient: 'nguyen' })
  expect(lastText(roux)).toBe(
    "Cabinet Morel & Associés\nCorrection : le message de M. Blanc est pour Me Nguyen, vous n'avez rien à faire.",
  )
  expect(lastText('+33199001112')).toContain('Correction : message de M. Blanc')
  expect(await findMessage(rig.context.db, reader, asked)).toBeNull()
  const open = await rig.context.db
    .select()
    .from(lineNumbers)
    .where(
      and(
        eq(lineNumbers.executiveId, former.id),
        eq(lineNumbers.subjectId, message.id),
        isNull(lineNumbers.closedAt),
      ),
    )
  expect(open).toEqual([])
})

test('who has not been told yet is told nothing of a correction that takes it from her', async () => {
  const before = textsAt(haddad).length
  await send({ recipient: 'haddad' })
  await correct({ recipient: 'roux' })
  expect(textsAt(haddad)).toHaveLength(before)
  expect((await slip()).details?.formerRecipientIds).toBeUndefined()
})

test('a missed call she had taken note of is open again once the secretary has written what it was about', async () => {
  await say('roux', 'received')
  await send()
  expect(await words()).toEqual([])
  expect(lastText(roux)).toMatch(/^\d+\. Cabinet Morel/)
})

test('a call back goes to the number that he asked for', async () => {
  await send({ callbackNumber: '06 12 34 56 78' })
  await say('roux', 'secretaryCalls')
  const messageId = (await slip()).id
  const open = await rig.context.db
    .select({ number: callbacks.number, state: callbacks.state })
    .from(callbacks)
    .innerJoin(callbackWishes, eq(callbackWishes.callbackId, callbacks.id))
    .where(eq(callbackWishes.messageId, messageId))
  expect(open).toEqual([{ number: '+33612345678', state: 'open' }])
})

test('the same words again are no correction', async () => {
  await send()
  const [{ revision }, told] = [await slip(), textsAt(roux).length]
  expect(await correct({})).toMatchObject({ kind: 'sent', revision })
  expect(textsAt(roux)).toHaveLength(told)
})

test('a call that a rule turned away and about which a slip was written mattered', async () => {
  const discarded = await rig.exchange.call({ from: '+33199009999', to: line }).finished
  const [row] = await rig.context.db.select().from(calls).where(eq(calls.callSid, discarded.sid))
  call = { clientId: row?.clientId ?? 0, sourceKind: 'call', sourceId: row?.id ?? '' }
  await send({ callbackNumber: '' })
  const [after] = await rig.context.db.select().from(calls).where(eq(calls.callSid, discarded.sid))
  expect(after).toMatchObject({ disposition: 'discarded', matteredAt: expect.any(Date) })
})

test('of a health client nothing but a link goes out', async () => {
  call = await rig.ring('+33199001003', '+33199005577')
  await send({ recipient: 'lenoir' })
  expect(lastText('+33199001103')).toMatch(/^\d+\. Vous avez un message\n/)
  expect(textsAt('+33199001103').join()).not.toMatch(/Blanc|bail|rappeler, /)
  await correct({ recipient: 'lenoir', body: 'Autre' })
  expect(lastText('+33199001103')).toMatch(/^\d+\. Correction : vous avez un message\n/)
})

test('her number for it is the same in every revision', async () => {
  await send()
  const [her, { id }] = [await executive('roux'), await slip()]
  const numberNow = () =>
    rig.context.db.transaction((tx) => giveNumber(tx, her, { kind: 'message', id }, rig.clock.now()))
  const number = await numberNow()
  await correct({ subject: 'Bail et caution' })
  expect(await numberNow()).toBe(number)
})

test('who hangs up while she writes loses nothing: her draft stands, and the slip tells of both', async () => {
  const placed = rig.exchange.call({ from: blanc, to: line, byHand: true })
  const row = await until('the call is written down', async () => {
    const [found] = await rig.context.db.select().from(calls).where(eq(calls.callSid, placed.sid))
    return found ?? null
  })
  call = { clientId: row.clientId, sourceKind: 'call', sourceId: row.id }
  const draft = { ...call, fields: aForm({ body: 'Le bail' }), seenVersion: 0 }
  expect(await saveDraft(rig.context, alice.scope, draft)).toEqual({ kind: 'saved', version: 1 })
  placed.hangUp()
  await placed.finished
  rig.clock.advance(61_000)
  await concludeCall(rig.context, { clientId: row.clientId, id: row.id })
  expect(await findDraft(rig.context.db, alice.scope, call)).toMatchObject({ version: 1 })
  expect(await send()).toMatchObject({ kind: 'sent' })
  const [after] = await rig.context.db.select().from(calls).where(eq(calls.id, row.id))
  expect(after).toMatchObject({ disposition: 'messageTaken' })
  await concludeCall(rig.context, { clientId: row.clientId, id: row.id })
  expect(await slip()).toMatchObject({ kind: 'taken' })
})

test('a voicemail that turns up after her slip is heard with it, and tells nobody again', async () => {
  await send()
  const [told, { revision, recipientId, receivedAt }] = [textsAt(roux).length, await slip()]
  const late = { ...call, kind: 'voicemail' as const, recipientId, urgency: 'ordinary' as const }
  await rig.context.db.transaction((tx) =>
    takeMessage(tx, { ...late, copyIds: [], receivedAt, voicemailSeconds: 12 }, rig.clock.now()),
  )
  await rig.deliver()
  expect(await slip()).toMatchObject({ kind: 'taken', revision, voicemailSeconds: 12 })
  expect(textsAt(roux)).toHaveLength(told)
  const { clientId } = call
  const [view] = await viewMessages(rig.context.db, clientId, [await slip()])
  expect(view?.audio).toEqual({ kind: 'arriving' })
})

test('the slip of a text takes the place of the text, whose words are kept', async () => {
  await rig.exchange.text({ from: blanc, to: line, body: 'Rappelez-moi' }).finished
  const [text] = await rig.context.db.select().from(texts)
  call = { clientId: text?.clientId ?? 0, sourceKind: 'text', sourceId: text?.id ?? '' }
  expect(await slip()).toMatchObject({ kind: 'text', body: 'Rappelez-moi' })
  const draft = { ...call, fields: aForm(), seenVersion: 0 }
  expect(await saveDraft(rig.context, alice.scope, draft)).toEqual({ kind: 'saved', version: 1 })
  await send()
  expect(await slip()).toMatchObject({ kind: 'taken', revision: 2, body: 'Le bail est prêt à signer.' })
  const [kept] = await rig.context.db
    .select()
    .from(messageRevisions)
    .where(eq(messageRevisions.messageId, (await slip()).id))
  expect(kept).toMatchObject({ revision: 1, content: { kind: 'text', body: 'Rappelez-moi' } })
})
