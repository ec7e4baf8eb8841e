import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchRecording } from '../../src/calls/fetch-recording.ts'
import { recordings } from '../../src/calls/tables.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { type DeliveryRig, startDeliveryRig } from '../support/delivery-rig.ts'

let rig: DeliveryRig
beforeAll(async () => {
  rig = await startDeliveryRig(mkdtempSync(join(tmpdir(), 'permanence-')))
})
beforeEach(() => rig.reset())
afterAll(() => rig.close())

const rowOf = async ({ id }: { id: string }) => {
  const [row] = await rig.context.db.select().from(recordings).where(eq(recordings.id, id))
  return row ?? expect.fail('no recording')
}
const atExchange = () => rig.exchange.recordings.filter(({ removedAt }) => removedAt === null)

test('a voicemail is stored here and then deleted at the exchange', async () => {
  const { key } = await rig.voicemail()
  await fetchRecording(rig.context, key)
  const row = await rowOf(key)
  expect(row).toMatchObject({ attempts: 1, nextAttemptAt: null, failure: null })
  expect(row.fileKey).toBe(`clients/1/recordings/${key.id}.wav`)
  const bytes = await rig.context.files.read(row.fileKey ?? '')
  expect(
    Buffer.from(bytes ?? [])
      .subarray(0, 4)
      .toString(),
  ).toBe('RIFF')
  expect(atExchange()).toEqual([])
})

test('audio that the exchange does not hand out yet is fetched later', async () => {
  rig.exchange.trouble.add({ rest: 'recordings.media', does: 'refuse', status: 503, times: 1 })
  const { key } = await rig.voicemail()
  await fetchRecording(rig.context, key)
  expect(await rowOf(key)).toMatchObject({ storedAt: null, attempts: 1 })
  await fetchRecording(rig.context, key)
  expect((await rowOf(key)).attempts).toBe(1)
  rig.pass(20)
  await fetchRecording(rig.context, key)
  expect((await rowOf(key)).storedAt).not.toBeNull()
  expect(atExchange()).toEqual([])
})

test('a worker that dies between storing and deleting leaves nothing at the exchange in the end', async () => {
  const { key } = await rig.voicemail()
  const dying = { ...rig.context.gateway, deleteRecording: () => Promise.reject(new Error('killed')) }
  await expect(fetchRecording({ ...rig.context, gateway: dying }, key)).rejects.toThrow('killed')
  expect(atExchange()).toHaveLength(1)
  rig.pass(121)
  await fetchRecording(rig.context, key)
  expect(atExchange()).toEqual([])
  expect((await rowOf(key)).nextAttemptAt).toBeNull()
})

test('five workers at one recording fetch it once', async () => {
  const { key } = await rig.voicemail()
  await Promise.all(Array.from({ length: 5 }, () => fetchRecording(rig.context, key)))
  expect((await rowOf(key)).attempts).toBe(1)
})

test('a recording that cannot be had for days is given up, and a supervisor told', async () => {
  rig.exchange.trouble.add({ rest: 'recordings.media', does: 'refuse', status: 503, times: 100 })
  const { key } = await rig.voicemail()
  for (let tries = 0; tries < 14; tries += 1) {
    await fetchRecording(rig.context, key)
    rig.pass(86_401)
  }
  expect(await rowOf(key)).toMatchObject({ nextAttemptAt: null, failure: 'away', fileKey: null })
  const [task] = await rig.context.db.select().from(tasks)
  expect(task).toMatchObject({ kind: 'strandedRecording', audience: 'supervisor' })
})

test('a recording that is gone at the exchange is given up within the hour, and a supervisor told', async () => {
  const { key } = await rig.voicemail()
  rig.exchange.board.recordings.clear()
  for (let minutes = 0; minutes < 60; minutes += 5) {
    await fetchRecording(rig.context, key)
    rig.pass(300)
  }
  const { attempts, ...row } = await rowOf(key)
  expect(row).toMatchObject({ nextAttemptAt: null, failure: 'gone', fileKey: null })
  expect(attempts).toBeGreaterThan(2)
  const told = await rig.context.db.select().from(tasks)
  expect(told).toMatchObject([{ kind: 'strandedRecording', audience: 'supervisor' }])
})
