import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchMedia } from '../../src/texts/fetch-media.ts'
import { textMedia, texts } from '../../src/texts/tables.ts'
import { type DeliveryRig, line, slip, startDeliveryRig } from '../support/delivery-rig.ts'

let rig: DeliveryRig
beforeAll(async () => {
  rig = await startDeliveryRig(mkdtempSync(join(tmpdir(), 'permanence-')), (app) => {
    app.get('/picture.png', (_request, reply) => reply.type('image/png').send(Buffer.from('png')))
    app.get('/page.html', (_request, reply) => reply.type('text/html').send('<p>'))
  })
})
beforeEach(() => rig.reset())
afterAll(() => rig.close())

async function textWith(urls: string[]) {
  const { sourceId: id } = slip()
  await rig.context.db.insert(texts).values({
    ...{ clientId: 1, id, messageSid: `MM${id}`, line, senderKind: 'number', sender: '+33199002001' },
    ...{ body: '', segments: 1, mediaCount: urls.length, disposition: 'messageTaken' },
    receivedAt: rig.context.now(),
  })
  const nextAttemptAt = rig.context.now()
  const contentType = 'image/png'
  await rig.context.db
    .insert(textMedia)
    .values(urls.map((url, place) => ({ clientId: 1, textId: id, place, url, contentType, nextAttemptAt })))
}
const parts = () => rig.context.db.select().from(textMedia).orderBy(textMedia.place)

test('pictures are brought here; what is no picture, or lies elsewhere, is not asked for again', async () => {
  const { publicUrl } = rig.context.config
  await textWith([`${publicUrl}/picture.png`, `${publicUrl}/page.html`, 'https://evil.example/x.png'])
  await fetchMedia(rig.context)
  const [picture, page, foreign] = await parts()
  expect(await rig.context.files.read(picture?.fileKey ?? '')).toEqual(new Uint8Array(Buffer.from('png')))
  expect(page).toMatchObject({ fileKey: null, failure: 'wrongType', nextAttemptAt: null })
  expect(foreign).toMatchObject({ fileKey: null, failure: 'foreignHost', nextAttemptAt: null })
})

test('a picture that cannot be had now is tried again, then given up', async () => {
  await textWith([`${rig.context.config.publicUrl}/exchange/nowhere`])
  rig.exchange.trouble.clear()
  const away = {
    ...rig.context.gateway,
    fetchMedia: async () => ({ kind: 'away' as const, why: 'HTTP 503' }),
  }
  for (let tries = 0; tries < 8; tries += 1) {
    await fetchMedia({ ...rig.context, gateway: away })
    rig.pass(50_000)
  }
  expect((await parts())[0]).toMatchObject({ attempts: 6, failure: 'away', nextAttemptAt: null })
})
