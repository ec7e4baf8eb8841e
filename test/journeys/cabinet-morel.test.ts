import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sweepCalls } from '../../src/calls/sweep-calls.ts'
import { calls, recordings } from '../../src/calls/tables.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { messages } from '../../src/messages/tables.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { until } from '../support/until.ts'

const line = '+33199001001'
const morel = '+33199001101'
const petit = '+33199002001'
const nuisance = '+33199009999'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig({ database: 'embedded' })
})
afterAll(() => rig?.close())
beforeEach(() => {
  rig.exchange.telephone(morel).behave({ kind: 'noAnswer' })
})

const callRow = async (sid: string) => {
  const [row] = await rig.context.db.select().from(calls).where(eq(calls.callSid, sid))
  return row
}
const slipOf = async (callId: string) => {
  const [row] = await rig.context.db.select().from(messages).where(eq(messages.sourceId, callId))
  return row
}

test('the VIP is put through to Me Morel after a whisper that says who calls', async () => {
  rig.exchange.telephone(morel).behave({ kind: 'answers', afterSeconds: 4, presses: '1', talkSeconds: 30 })
  const call = await rig.exchange.call({ from: petit, to: line }).finished

  expect(call.disposition).toBe('bridged')
  expect(rig.exchange.telephone(morel).heard.join(' ')).toContain('Appel pour Cabinet Morel')
  expect(rig.exchange.telephone(morel).heard.join(' ')).toContain('Petit')
  expect(call.children[0]?.from).toBe(line)
  const row = await until('the call is concluded', async () => {
    const found = await callRow(call.sid)
    return found?.disposition ? found : null
  })
  expect(row.disposition).toBe('forwarded')
  expect(row.talkSeconds).toBeGreaterThan(0)
  expect(await slipOf(row.id)).toBeUndefined()
})

test('the nuisance caller hears the busy tone and stays counted', async () => {
  const call = await rig.exchange.call({ from: nuisance, to: line }).finished
  expect(call.disposition).toBe('rejected')
  expect(call.status).toBe('busy')
  expect(await callRow(call.sid)).toMatchObject({
    disposition: 'discarded',
    decision: { ruleKey: expect.any(String) },
  })
})

test('a stranger leaves a voicemail that reaches Me Morel as a text and an e-mail', async () => {
  const spoken = "Bonjour, c'est Mme Duval au sujet du bail"
  const call = await rig.exchange.call({
    from: '+33199005555',
    to: line,
    speaks: { text: spoken, seconds: 12 },
  }).finished
  expect(call.disposition).toBe('recorded')
  expect(call.transcript[0]).toContain('Cabinet Morel')
  expect(call.transcript.join(' ')).not.toContain('Permanence')

  const text = await until('the text is there', () => rig.exchange.telephone(morel).texts.at(-1))
  expect(text.from).toBe(line)
  expect(text.body).toContain('01 99 00 55 55')
  const mail = await until('the mail is there', () => rig.mailbox.mails.at(-1))
  expect(mail.to).toEqual(['helene@morel.demo.test'])

  const row = await callRow(call.sid)
  expect(row?.disposition).toBe('voicemail')
  const sent = await until('both are delivered', async () => {
    const rows = await rig.context.db
      .select()
      .from(deliveries)
      .where(eq(deliveries.messageId, (await slipOf(row?.id ?? ''))?.id ?? ''))
    return rows.length === 2 && rows.every((d) => ['delivered', 'sent'].includes(d.state)) && rows
  })
  expect(sent.map((d) => d.channel).sort()).toEqual(['email', 'sms'])
  await until('the audio is here and no longer at the exchange', async () => {
    const [recording] = await rig.context.db
      .select()
      .from(recordings)
      .where(and(eq(recordings.callId, row?.id ?? '')))
    return recording?.exchangeDeletedAt
  })
  expect(rig.exchange.recordings.every((recording) => recording.removedAt !== null)).toBe(true)
})

test('a caller who hangs up during the greeting is a missed call, and is told', async () => {
  const call = await rig.exchange.call({ from: '+33199005556', to: line, hangsUp: { during: 'say' } })
    .finished
  rig.clock.advance(11_000)
  await sweepCalls(rig.context)
  const row = await until('the call is concluded', async () => {
    const found = await callRow(call.sid)
    return found?.disposition ? found : null
  })
  expect(row.disposition).toBe('missed')
  const slip = await until('the slip is there', () => slipOf(row.id))
  expect(slip.kind).toBe('missedCall')
})
