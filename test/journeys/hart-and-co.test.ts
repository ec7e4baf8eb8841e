import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sweepCalls } from '../../src/calls/sweep-calls.ts'
import { recordings } from '../../src/calls/tables.ts'
import { executives } from '../../src/clients/tables.ts'
import { markMattered } from '../../src/messages/mark-mattered.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { until } from '../support/until.ts'
import { callRow, concluded, lines, slipOf, stranger, toldSlip } from './follow.ts'
import { addHartAndCo, hart } from './hart-and-co.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig()
  await addHartAndCo(rig)
})
afterAll(() => rig?.close())
beforeEach(() => {
  rig.exchange.trouble.clear()
  executive().behave({ kind: 'noAnswer' })
})

const executive = () => rig.exchange.telephone(hart.executive)
const speaks = { text: 'Please ring me', seconds: 9 }
const ring = (from: string, person: object = { speaks }) =>
  rig.exchange.call({ from, to: hart.line, ...person }).finished

describe('an English client', () => {
  test('is English from the whisper to the text, the e-mail and the page', async () => {
    executive().behave({ kind: 'answers', presses: '2' })
    const call = await ring(hart.friend)
    expect(executive().heard.at(-1)).toBe('Call for Hart and Co, from Ann Friend. To take the call, press 1.')
    expect(call.transcript).toEqual([
      'Hart and Co, good day. We cannot take your call. ' +
        'Please leave a message after the tone, with your details and the purpose of your call.',
    ])
    const { id } = await concluded(rig, call)
    await toldSlip(rig, id)
    const text = executive().texts.at(-1)?.body ?? ''
    expect(text).toMatch(/^(\d+)\. Hart & Co\nVoicemail from Ann Friend, .*\nReply \1 ok or \1 call\n/)
    const mail = rig.mailbox.mails.findLast(({ to }) => to.includes('jane@hart.demo.test'))
    expect(mail?.subject).toBe('Hart & Co: voicemail from Ann Friend')
    const link = /http\S+$/.exec(text)?.[0] ?? ''
    const page = await fetch(link)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('lang="en"')])
  })

  test('thanks who leaves a message and waits', async () => {
    const call = await ring(stranger(), { speaks, afterSpeaking: 'waits' })
    expect(call.transcript.at(-1)).toBe('Thank you, your message has been recorded. Goodbye.')
  })
})

describe('a rule', () => {
  test('without screening puts the caller through as soon as somebody picks up', async () => {
    executive().behave({ kind: 'answers', afterSeconds: 2, talkSeconds: 20 })
    const before = executive().heard.length
    const row = await concluded(rig, await ring(hart.direct))
    expect(executive().heard).toHaveLength(before)
    expect(row).toMatchObject({ disposition: 'forwarded', bridged: true, acceptedAt: null })
  })

  test('that forwards to somebody who gave up her telephone goes on at once, and she gets the message', async () => {
    const { db, directory } = rig.context
    await db.update(executives).set({ mobile: null }).where(eq(executives.key, 'deaf'))
    await directory.refresh()
    const call = await ring(hart.nophone)
    expect([call.children, call.disposition]).toEqual([[], 'recorded'])
    const { sent } = await toldSlip(rig, (await concluded(rig, call)).id)
    expect(sent.map(({ destination }) => destination)).toEqual(['deaf@hart.demo.test'])
  })

  test('that announces says its sentence as it was written, and hangs up', async () => {
    const call = await ring(hart.pest)
    expect(call.transcript).toEqual(['No, <thank> you & goodbye.'])
    expect((await concluded(rig, call)).disposition).toBe('discarded')
  })

  test('that rejects sounds like a dead number', async () => {
    const call = await ring(hart.dead)
    expect([call.disposition, call.status]).toEqual(['rejected', 'no-answer'])
    expect((await concluded(rig, call)).disposition).toBe('discarded')
  })

  test('that turns away whom nobody took keeps him, and he too can be said to have mattered', async () => {
    const call = await ring(hart.bore)
    expect([call.disposition, call.transcript]).toEqual(['ended', []])
    const { clientId, id, disposition } = await concluded(rig, call)
    expect(disposition).toBe('discarded')
    expect(await slipOf(rig, id)).toBeUndefined()
    const somebody = { kind: 'secretary', id: null } as const
    expect(await markMattered(rig.context, { clientId, kind: 'call', id }, somebody)).toBe('marked')
    const { slip } = await toldSlip(rig, id)
    expect(slip).toMatchObject({ kind: 'mattered', callerName: 'Bore', callerNumber: hart.bore })
  })
})

test('the office’s own switchboard shows the public number, whoever rings: own, and matched to nobody', async () => {
  const row = await concluded(rig, await ring(hart.publicNumber))
  expect(row).toMatchObject({ callerKind: 'own', contactId: null, disposition: 'voicemail' })
  expect((await toldSlip(rig, row.id)).slip).toMatchObject({ callerNumber: null, callerName: null })
})

describe('a recording', () => {
  const recordingsOf = (callId: string) =>
    rig.context.db.select().from(recordings).where(eq(recordings.callId, callId))

  test.each([
    ['of one second', { speaks: { text: 'Euh', seconds: 1 } }],
    ['of silence', {}],
  ])('%s is a missed call that is told, not an empty message', async (_, person) => {
    const row = await concluded(rig, await ring(stranger(), person))
    expect(row.disposition).toBe('missed')
    expect((await recordingsOf(row.id)).filter(({ storedAt }) => storedAt)).toEqual([])
    expect((await toldSlip(rig, row.id)).slip).toMatchObject({ kind: 'missedCall', voicemailSeconds: null })
  })

  test('that is announced before the call ends makes the message at once', async () => {
    const call = rig.exchange.call({ from: stranger(), to: lines.chauffage, speaks, afterSpeaking: 'waits' })
    await call.finished
    const row = await until('it is concluded', async () => {
      const found = await callRow(rig, call.sid)
      return found?.disposition === 'voicemail' && found
    })
    expect((await toldSlip(rig, row.id)).slip.kind).toBe('voicemail')
  })

  test('that is announced after everything else is a message all the same, and told once', async () => {
    rig.exchange.trouble.add({ webhook: 'recording', does: 'outOfOrder', times: 1 })
    const call = await ring(stranger())
    expect((await callRow(rig, call.sid))?.disposition).toBeNull()
    const row = await concluded(rig, call)
    const { slip } = await toldSlip(rig, row.id)
    expect([row.disposition, slip.kind, slip.revision]).toEqual(['voicemail', 'voicemail', 1])
  })

  test('whose announcement was lost is asked for after a minute', async () => {
    rig.exchange.trouble.add({ webhook: 'recording', does: 'lost' })
    const call = await ring(stranger())
    await rig.exchange.settled()
    expect(await recordingsOf((await callRow(rig, call.sid))?.id ?? '')).toEqual([])
    rig.clock.advance(51_000)
    const row = await concluded(rig, call)
    expect(row.disposition).toBe('voicemail')
    expect(await recordingsOf(row.id)).toHaveLength(1)
    expect((await toldSlip(rig, row.id)).slip.voicemailSeconds).toBe(9)
  })

  test('that turns up after the missed call was told is told as a second, better finding', async () => {
    rig.exchange.trouble.add({ webhook: 'step', does: 'lost' })
    rig.exchange.trouble.add({ webhook: 'recording', does: 'outOfOrder', times: 1 })
    const call = rig.exchange.call({ from: stranger(), to: hart.line, speaks })
    await call.finished
    rig.clock.advance(11_000)
    await sweepCalls(rig.context)
    const missed = await until('it is taken for a missed call', async () => {
      const row = await callRow(rig, call.sid)
      return row?.disposition === 'missed' && row
    })
    expect((await slipOf(rig, missed.id))?.kind).toBe('missedCall')
    const row = await concluded(rig, call)
    expect(row.disposition).toBe('voicemail')
    const { slip } = await toldSlip(rig, row.id)
    expect([slip.kind, slip.revision]).toEqual(['voicemail', 2])
  })

  test('lost together with the end of its call is found when the exchange is asked about the call', async () => {
    rig.exchange.trouble.add({ webhook: 'recording', does: 'lost' })
    rig.exchange.trouble.add({ webhook: 'callStatus', does: 'lost' })
    const call = await ring(stranger())
    rig.clock.advance(4 * 60 * 60 * 1000)
    expect((await concluded(rig, call)).disposition).toBe('voicemail')
  })
})
