import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { concludeCall } from '../../src/calls/conclude-call.ts'
import { calls, recordings } from '../../src/calls/tables.ts'
import { messages } from '../../src/messages/tables.ts'
import { replaySpool } from '../../src/spool/replay-spool.ts'
import { texts } from '../../src/texts/tables.ts'
import { reconcile } from '../../src/twilio/reconcile.ts'
import { exchangeBookmarks } from '../../src/twilio/tables.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'

const morelLine = '+33199001001'
const plomberieLine = '+33199001002'
const morel = '+33199001101'
const petit = '+33199002001'
const minute = 60_000

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
})
afterAll(() => rig?.close())
beforeEach(() => rig.exchange.trouble.clear())

/** Our webhooks do not arrive; those named here do. */
function nobodyListens(...but: string[]) {
  for (const webhook of ['voice', 'fallback', 'text', 'callStatus', 'recording', 'step'] as const)
    if (!but.includes(webhook)) rig.exchange.trouble.add({ webhook, does: 'lost' })
}

/** Minutes later; what was answered too slowly to be written down at once has been entered by then. */
async function look() {
  rig.exchange.trouble.clear()
  await replaySpool(rig.context)
  rig.clock.advance(3 * minute)
  return reconcile(rig.context)
}

const callRow = async (sid: string) => {
  const [row] = await rig.context.db.select().from(calls).where(eq(calls.callSid, sid))
  return row
}
const slips = (sourceId: string) =>
  rig.context.db.select().from(messages).where(eq(messages.sourceId, sourceId))
const bookmarks = () => rig.context.db.select().from(exchangeBookmarks).orderBy(exchangeBookmarks.list)

test('calls and texts that nobody answered are entered once, and told', async () => {
  nobodyListens()
  const call = await rig.exchange.call({ from: '+33199005501', to: morelLine }).finished
  const text = rig.exchange.text({ from: '+33199005502', to: plomberieLine, body: 'Grosse fuite' })
  await rig.exchange.settled()
  expect(await callRow(call.sid)).toBeUndefined()

  expect(await look()).toEqual({ calls: 1, texts: 1, recordings: 0 })
  expect(await reconcile(rig.context)).toEqual({ calls: 0, texts: 0, recordings: 0 })
  const row = await callRow(call.sid)
  expect(row).toMatchObject({ degraded: true, decision: { facts: { heard: 'nothing' } } })
  expect(row?.endedAt).not.toBeNull()
  await concludeCall(rig.context, { clientId: row?.clientId ?? 0, id: row?.id ?? '' })
  expect(await callRow(call.sid)).toMatchObject({ disposition: 'abandoned' })
  expect(await slips(row?.id ?? '')).toMatchObject([{ kind: 'missedCall', revision: 1 }])
  const [entered] = await rig.context.db.select().from(texts).where(eq(texts.messageSid, text.sid))
  expect(entered).toMatchObject({ disposition: 'messageTaken', decision: { ruleKey: expect.any(String) } })
  expect(await slips(entered?.id ?? '')).toMatchObject([{ kind: 'text', urgency: 'urgent' }])
})

test('what happened less than two minutes ago is left to the webhooks on their way', async () => {
  nobodyListens()
  const call = await rig.exchange.call({ from: '+33199005503', to: morelLine }).finished
  rig.exchange.trouble.clear()
  await reconcile(rig.context)
  expect(await callRow(call.sid)).toBeUndefined()
  expect((await look()).calls).toBe(1)
})

test('a voicemail whose announcements were lost is found, fetched and told', async () => {
  nobodyListens('voice')
  const call = await rig.exchange.call({ from: '+33199005504', to: morelLine, speaks: { seconds: 12 } })
    .finished
  await rig.exchange.settled()
  await replaySpool(rig.context)
  expect(await callRow(call.sid)).toMatchObject({ endedAt: null, recordedSeconds: null })
  expect(await look()).toMatchObject({ calls: 0, recordings: 1 })
  const row = await callRow(call.sid)
  expect(row?.endedAt).not.toBeNull()
  const found = await rig.context.db
    .select()
    .from(recordings)
    .where(eq(recordings.callId, row?.id ?? ''))
  expect(found).toMatchObject([{ seconds: 12 }])
  await concludeCall(rig.context, { clientId: row?.clientId ?? 0, id: row?.id ?? '' })
  expect(await callRow(call.sid)).toMatchObject({ disposition: 'voicemail' })
  expect(await slips(row?.id ?? '')).toMatchObject([{ kind: 'voicemail', voicemailSeconds: 12 }])
  expect((await look()).recordings).toBe(0)
})

test('an end of which we were not told is read from the list, so that nobody waits four hours', async () => {
  nobodyListens('voice', 'step')
  const call = await rig.exchange.call({ from: '+33199005505', to: morelLine, hangsUp: { during: 'say' } })
    .finished
  await replaySpool(rig.context)
  expect((await callRow(call.sid))?.endedAt).toBeNull()
  expect((await look()).calls).toBe(0)
  expect((await callRow(call.sid))?.endedAt).not.toBeNull()
})

test('legs of ours are nobody’s calls, whether they go out or come back', async () => {
  rig.exchange.telephone(morel).behave({
    ...{ kind: 'diverts', to: morelLine, when: 'always' },
    ...{ passesCaller: false, passesForwardedFrom: false },
  })
  const before = (await rig.context.db.select().from(calls)).length
  const call = await rig.exchange.call({ from: petit, to: morelLine, speaks: { seconds: 5 } }).finished
  await rig.exchange.settled()
  expect(call.children).toHaveLength(1)
  const inbound = rig.exchange.calls.filter(
    ({ direction, from }) => direction === 'inbound' && from !== petit,
  )
  expect(inbound.length).toBeGreaterThan(0)
  expect((await look()).calls).toBe(0)
  expect(await rig.context.db.select().from(calls)).toHaveLength(before + 1)
  rig.exchange.telephone(morel).behave({ kind: 'noAnswer' })
})

test('while the exchange is away nothing is taken as read', async () => {
  await look()
  const before = await bookmarks()
  expect(before).toHaveLength(3)
  nobodyListens()
  const call = await rig.exchange.call({ from: '+33199005506', to: morelLine }).finished
  for (const rest of ['calls.list', 'messages.list', 'recordings.list'] as const)
    rig.exchange.trouble.add({ rest, does: 'refuse', status: 503 })
  rig.clock.advance(3 * minute)
  expect(await reconcile(rig.context)).toEqual({ calls: 0, texts: 0, recordings: 0 })
  expect(await bookmarks()).toEqual(before)
  expect((await look()).calls).toBe(1)
  expect(await callRow(call.sid)).toBeDefined()
})
