import { and, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { findConversations } from '../../src/call-recordings/find-conversations.ts'
import { purgeRecordings } from '../../src/call-recordings/purge-recordings.ts'
import type { RecordingSettings } from '../../src/call-recordings/recording.ts'
import { callRecordings } from '../../src/call-recordings/tables.ts'
import { lookAtRecordings } from '../../src/call-recordings/watch-recordings.ts'
import { fetchRecording } from '../../src/calls/fetch-recording.ts'
import { recordings } from '../../src/calls/tables.ts'
import { clients } from '../../src/clients/tables.ts'
import { stations } from '../../src/floor/tables.ts'
import { messages } from '../../src/messages/tables.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { reconcile } from '../../src/twilio/reconcile.ts'
import { callIdOf } from '../../src/twilio/webhooks.ts'
import { signIn } from '../support/console-rig.ts'
import { type LiveRig, type Seated, startLiveRig, type Waiting } from '../support/live-rig.ts'
import { until } from '../support/until.ts'

const morel = '+33199001001'
const dayMs = 24 * 60 * 60_000
const settings: RecordingSettings = {
  purpose: 'training',
  share: 100,
  shareReason: 'Toutes, pour ces essais',
}

let rig: LiveRig
let alice: Seated
beforeAll(async () => {
  rig = await startLiveRig()
  await setClient({ recording: settings })
})
afterAll(() => rig?.close())
afterEach(async () => {
  rig.exchange.trouble.clear()
  await rig.context.db.delete(stations)
  await rig.context.presence.refresh(rig.clock.now())
})

async function setClient(changes: Partial<typeof clients.$inferInsert>) {
  await rig.context.db.update(clients).set(changes).where(eq(clients.key, 'morel'))
  await rig.context.directory.refresh()
}

const conversationsAt = () =>
  rig.exchange.recordings.filter(({ source }) => source === 'StartCallRecordingAPI')
const lastAtExchange = () => conversationsAt().at(-1)

async function recorder({ callId }: Waiting) {
  const [row] = await rig.context.db.select().from(callRecordings).where(eq(callRecordings.callId, callId))
  return row
}

async function kept({ callId }: Waiting) {
  const [row] = await rig.context.db
    .select()
    .from(recordings)
    .where(and(eq(recordings.callId, callId), eq(recordings.kind, 'conversation')))
  return row
}

/** He hears the announcement to its end, and then music. */
async function hearsOut(caller: Waiting) {
  await until('he waits in silence', () => caller.call.waitOut())
  await until('he has heard it', async () => (await recorder(caller))?.heardAt != null)
}

async function speaks(caller: Waiting) {
  const leg = await alice.answers(caller)
  await until('they speak', async () => (await rig.live(caller.callId))?.state === 'talking')
  return leg
}

const turnsTo = (state: string) =>
  until(`the recorder is ${state}`, async () => {
    await lookAtRecordings(rig.context)
    return lastAtExchange()?.status === state
  })

async function ends(caller: Waiting) {
  await alice.post('hang-up', caller)
  await caller.call.finished
  await rig.exchange.settled()
}

test('a caller who has heard that he may be recorded is, but for what is said in pauses, on hold and aside', async () => {
  alice = await rig.seat('alice')
  const caller = await rig.waits('+33199007101', morel)
  expect(caller.call.transcript[0]).toContain('Cet appel peut être enregistré pour la formation')
  expect(caller.call.transcript[0]).toContain(
    'effacé au bout de 30 jours. Pour ne pas être enregistré, tapez 3.',
  )
  await hearsOut(caller)
  await speaks(caller)
  await turnsTo('in-progress')
  expect(lastAtExchange()).toMatchObject({ callSid: caller.call.sid })
  expect(await recorder(caller)).toMatchObject({ purpose: 'training', retentionDays: 30, share: 100 })

  expect(await alice.post('recording-pause', caller)).toEqual({ status: 200, body: { done: true } })
  expect(lastAtExchange()?.status).toBe('paused')
  expect((await alice.post('recording-resume', caller)).status).toBe(200)
  expect(lastAtExchange()?.status).toBe('in-progress')
  await alice.post('hold', caller)
  await turnsTo('paused')
  await alice.post('resume', caller)
  await turnsTo('in-progress')
  rig.exchange.telephone('+33199001101').behave({ kind: 'answers', talkSeconds: 3600 })
  expect((await alice.post('consult', caller, { executive: 'morel' })).status).toBe(200)
  await turnsTo('paused')
  await alice.post('come-back', caller)
  await turnsTo('in-progress')

  await ends(caller)
  const row = await until('it is known', () => kept(caller))
  expect(row).toMatchObject({ recordingSid: lastAtExchange()?.sid, removalAskedAt: null })
  expect((await recorder(caller))?.closedAt).not.toBeNull()
  expect(await rig.conclude(caller.callId)).toEqual({ disposition: 'answered', slips: [] })
  await fetchRecording(rig.context, row)
  expect(await kept(caller)).toMatchObject({ fileKey: expect.stringContaining('recordings/'), failure: null })
  expect(lastAtExchange()?.removedAt).not.toBeNull()
})

test('supervisors listen to it, she who spoke where it is for her training, and each listening is written down', async () => {
  const [row] = await rig.context.db.select().from(recordings).where(eq(recordings.kind, 'conversation'))
  if (!row) throw new Error('nothing was recorded')
  const page = `/console/calls/${row.clientId}/${row.callId}`
  const sound = `${page}/conversations/${row.id}/audio`
  const [claire, herself] = [await signIn(rig, 'claire'), await signIn(rig, 'alice')]
  for (const visitor of [claire, herself]) {
    expect((await visitor.get(page)).body).toContain(sound)
    expect((await visitor.get(sound)).status).toBe(200)
  }
  expect((await herself.get(page)).body).not.toContain('/erase')
  expect((await herself.post(`${page}/conversations/${row.id}/erase`, {})).status).toBe(403)
  const heard = await rig.context.db.select().from(acts).where(eq(acts.verb, 'recording.heard'))
  expect(heard.map(({ actorKind, subjectId }) => [actorKind, subjectId])).toEqual([
    ['supervisor', row.id],
    ['secretary', row.id],
  ])
  const call = { clientId: row.clientId, callId: row.callId, answeredById: 'somebody else' }
  const she = { role: 'secretary' as const, id: heard[1]?.actorId ?? '' }
  const { all } = await findConversations(rig.context.db, she, call)
  expect(all[0]?.mayListen).toBe(false)
  // As the voicemail of that call, or as a message, it is not to be had.
  expect((await claire.get(`${page}/audio`)).status).toBe(404)
})

test('who presses 3 is believed, waits on and is not recorded; nor is who was answered before he was told', async () => {
  alice = await rig.seat('alice')
  const before = conversationsAt().length
  const refusing = await rig.waits('+33199007102', morel)
  refusing.call.press('3')
  await until('he hears so', () =>
    refusing.call.transcript.includes("C'est noté, vous ne serez pas enregistré."),
  )
  await speaks(refusing)
  await until('nothing is to be recorded', async () => (await recorder(refusing))?.closedAt != null)
  expect(await recorder(refusing)).toMatchObject({
    state: 'stopped',
    refusedAt: expect.any(Date),
    startedAt: null,
  })
  expect((await alice.post('recording-pause', refusing)).status).toBe(409)
  await ends(refusing)
  await alice.ready()

  const early = await rig.waits('+33199007103', morel)
  await speaks(early)
  await lookAtRecordings(rig.context)
  expect(await recorder(early)).toMatchObject({ heardAt: null, state: 'none' })
  await ends(early)
  await until('it is over', async () => (await recorder(early))?.closedAt != null)
  expect(conversationsAt()).toHaveLength(before)
})

test('whoever objects while they speak is recorded no more, and what there is of it is erased', async () => {
  alice = await rig.seat('alice')
  const caller = await rig.waits('+33199007104', morel)
  await hearsOut(caller)
  await speaks(caller)
  await turnsTo('in-progress')
  expect((await alice.post('recording-refuse', caller)).status).toBe(200)
  expect(lastAtExchange()?.status).toBe('completed')
  await ends(caller)
  const row = await until('it is to go', async () => {
    const found = await kept(caller)
    return found?.removalAskedAt ? found : null
  })
  expect(row).toMatchObject({ removalReason: 'refused', nextAttemptAt: null })
  await purgeRecordings(rig.context)
  expect((await kept(caller))?.provedGoneAt).not.toBeNull()
  expect(lastAtExchange()?.removedAt).not.toBeNull()
})

test('an exchange that does not record leaves the call as it is, and a pause it does not confirm is said', async () => {
  alice = await rig.seat('alice')
  rig.exchange.trouble.add({ rest: 'recordings.create', does: 'refuse', status: 400, code: 20001, times: 1 })
  const unrecorded = await rig.waits('+33199007105', morel)
  await hearsOut(unrecorded)
  await speaks(unrecorded)
  await until('it is given up', async () => (await recorder(unrecorded))?.state === 'failed')
  expect(await recorder(unrecorded)).toMatchObject({ failure: '20001', closedAt: expect.any(Date) })
  expect((await rig.live(unrecorded.callId))?.state).toBe('talking')
  await ends(unrecorded)
  await alice.ready()

  // It began, and the answer was lost: found by asking, not begun twice.
  const before = conversationsAt().length
  rig.exchange.trouble.add({ rest: 'recordings.create', does: 'acceptThenDrop', times: 1 })
  const caller = await rig.waits('+33199007106', morel)
  await hearsOut(caller)
  await speaks(caller)
  await until('it is found', async () => {
    rig.clock.advance(100)
    return (await recorder(caller))?.state === 'running'
  })
  expect(conversationsAt()).toHaveLength(before + 1)
  rig.exchange.trouble.add({ rest: 'recordings.update', does: 'refuse', status: 503, times: 1 })
  expect(await alice.post('recording-pause', caller)).toEqual({ status: 502, body: { code: 'away' } })
  await turnsTo('paused')
  // He hangs up in the pause, and the word that it is done is lost: the exchange's list tells.
  rig.exchange.trouble.add({ webhook: 'recording', does: 'lost' })
  await ends(caller)
  await until('it is stopped', async () => (await recorder(caller))?.closedAt != null)
  expect(await kept(caller)).toBeUndefined()
  rig.exchange.trouble.clear()
  rig.clock.advance(30 * 60_000)
  await reconcile(rig.context)
  expect(await kept(caller)).toMatchObject({ recordingSid: lastAtExchange()?.sid, removalAskedAt: null })
})

test('its time over it is erased here and there, and proved to be; what cannot be proved is tried until it is', async () => {
  const rows = () => rig.context.db.select().from(recordings).where(eq(recordings.kind, 'conversation'))
  const standing = (await rows()).filter(({ provedGoneAt }) => !provedGoneAt)
  expect(standing).toHaveLength(2)
  await purgeRecordings(rig.context)
  expect((await rows()).filter(({ provedGoneAt }) => !provedGoneAt)).toHaveLength(2)
  // A shorter time holds for what is recorded already.
  await setClient({ recording: { ...settings, retentionDays: 7 } })
  rig.clock.advance(8 * dayMs)
  for (const rest of ['recordings.remove', 'recordings.list'] as const)
    rig.exchange.trouble.add({ rest, does: 'refuse', status: 503 })
  for (let turn = 0; turn < 3; turn++) {
    await purgeRecordings(rig.context)
    rig.clock.advance(60 * 60_000)
  }
  expect((await rows()).filter(({ provedGoneAt }) => !provedGoneAt)).toHaveLength(2)
  const open = () => rig.context.db.select().from(tasks).where(eq(tasks.kind, 'recordingNotErased'))
  expect((await open()).map(({ doneAt, audience }) => [doneAt, audience])).toEqual([
    [null, 'supervisor'],
    [null, 'supervisor'],
  ])
  rig.exchange.trouble.clear()
  await purgeRecordings(rig.context)
  for (const { fileKey, provedGoneAt, removalReason, id, clientId } of await rows()) {
    expect([fileKey, provedGoneAt]).toEqual([null, expect.any(Date)])
    expect(['retention', 'refused']).toContain(removalReason)
    const stored = [`clients/${clientId}/recordings/${id}.wav`, `clients/${clientId}/recordings/${id}.mp3`]
    for (const key of stored) expect(await rig.context.files.read(key)).toBeNull()
  }
  expect(conversationsAt().every(({ removedAt }) => removedAt !== null)).toBe(true)
  expect((await open()).every(({ doneAt }) => doneAt !== null)).toBe(true)
  const erased = await rig.context.db.select().from(acts).where(eq(acts.verb, 'recording.erased'))
  expect(erased).toHaveLength(3)
})

test('a client of health data is not recorded from that moment on, and what there is goes', async () => {
  await setClient({ recording: settings })
  alice = await rig.seat('alice')
  const caller = await rig.waits('+33199007107', morel)
  await hearsOut(caller)
  await speaks(caller)
  await turnsTo('in-progress')
  // Past every check of ours: the recorder itself refuses.
  await rig.context.db.update(clients).set({ health: true }).where(eq(clients.key, 'morel'))
  await turnsTo('completed')
  await ends(caller)
  const row = await until('it is to go', async () => (await kept(caller))?.removalReason)
  expect(row).toBe('health')
  await purgeRecordings(rig.context)
  expect((await kept(caller))?.provedGoneAt).not.toBeNull()
})

test('the sound of a voicemail goes after thirty days, here and at the exchange, and its message says so', async () => {
  const { db, files } = rig.context
  const call = rig.exchange.call({
    from: '+33199007188',
    to: '+33199001002',
    speaks: 'Bonjour, il y a une fuite dans la cuisine, pouvez-vous passer ce matin ?',
  })
  await call.finished
  const callId = callIdOf(call.sid)
  const sound = async () => (await db.select().from(recordings).where(eq(recordings.callId, callId)))[0]
  const kept = await until('it is announced', sound)
  await rig.conclude(callId)
  await fetchRecording(rig.context, kept)
  const fileKey = (await sound())?.fileKey ?? ''
  expect(await files.read(fileKey)).not.toBeNull()
  rig.clock.advance(29 * dayMs)
  await purgeRecordings(rig.context)
  expect((await sound())?.removalAskedAt).toBeNull()
  rig.clock.advance(dayMs)
  await purgeRecordings(rig.context)
  expect(await sound()).toMatchObject({ removalReason: 'retention', provedGoneAt: expect.any(Date) })
  expect(await files.read(fileKey)).toBeNull()
  const [message] = await db.select().from(messages).where(eq(messages.sourceId, callId))
  expect(message).toMatchObject({ kind: 'voicemail' })
  const claire = await signIn(rig, 'claire')
  const slip = await claire.get(`/console/slips/${kept.clientId}/${message?.id}`)
  expect(slip.body).toContain('il est gardé 30')
})
