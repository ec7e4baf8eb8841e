import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { answers } from '../../src/answers/tables.ts'
import { makeNonce } from '../../src/links/nonce.ts'
import { acknowledgements } from '../../src/messages/tables.ts'
import { morel, roux, slip } from '../support/delivery-rig.ts'
import { type LinkRig, plain, startLinkRig } from './link-rig.ts'

let rig: LinkRig
beforeAll(async () => {
  rig = await startLinkRig()
})
beforeEach(() => rig.reset())
afterAll(() => rig.close())

async function messageLink(changes: Parameters<typeof slip>[0] = {}) {
  const id = await rig.message(slip({ callerName: 'M. Blanc', callerNumber: '+33199002002', ...changes }))
  return { id, url: await rig.link('message', id) }
}
const words = () => rig.context.db.select().from(acknowledgements)

test('a press is taken, and the page then says what she said, when and how, with a way back', async () => {
  const { id, url } = await messageLink()
  const answer = await rig.press(url, 'executiveCalls')
  expect(answer.statusCode).toBe(303)
  expect(answer.headers.location).toBe(url)
  expect(await words()).toMatchObject([
    { messageId: id, executiveId: morel.id, answer: 'executiveCalls', via: 'page' },
  ])
  const page = await rig.get(url)
  expect(plain(page)).toMatch(/Vous rappelez M\. Blanc, dit à \d\d h \d\d sur cette page\./)
  expect(page.body).toContain('value="undo"')
  expect(page.body).toContain('value="done"')
  expect(page.body).not.toContain('value="secretaryCalls"')
})

test('what she pressed is among her answers, so that "erreur" by text takes it back too', async () => {
  const { url } = await messageLink()
  await rig.press(url, 'received')
  expect(await rig.context.db.select().from(answers)).toMatchObject([
    {
      via: 'page',
      body: 'received',
      executiveId: morel.id,
      done: [{ clientId: 1, actId: expect.any(String) }],
    },
  ])
})

test('pressed twice it is said once, taken back twice it is taken back once', async () => {
  const { url } = await messageLink()
  const fields = { nonce: makeNonce(rig.context.config, addressOf(url), rig.context.now()) }
  await rig.post(url, { ...fields, choice: 'executiveCalls' })
  await rig.post(url, { ...fields, choice: 'executiveCalls' })
  await rig.press(url, 'done')
  const undoes = /name="undoes" value="([^"]+)"/.exec((await rig.get(url)).body)?.[1] ?? ''
  for (const time of [1, 2])
    expect((await rig.post(url, { ...fields, choice: 'undo', undoes })).statusCode, `${time}`).toBe(303)
  expect(await rig.verbs()).toEqual(['message.acknowledged', 'message.acknowledged', 'message.restored'])
  expect(await words()).toMatchObject([{ answer: 'executiveCalls', doneAt: null }])
})

test('undone, she may choose again', async () => {
  const { url } = await messageLink()
  await rig.press(url, 'received')
  await rig.press(url, 'undo')
  expect(await words()).toEqual([])
  expect((await rig.get(url)).body).toContain('value="secretaryCalls"')
  await rig.press(url, 'secretaryCalls')
  expect(await words()).toMatchObject([{ answer: 'secretaryCalls' }])
})

test('of two contradictory answers the first stands, and the second is told of it', async () => {
  const { url } = await messageLink()
  const nonce = makeNonce(rig.context.config, addressOf(url), rig.context.now())
  const both = await Promise.all(
    ['received', 'secretaryCalls'].map((choice) => rig.post(url, { nonce, choice })),
  )
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409])
  expect(await words()).toHaveLength(1)
  expect(plain(both.find(({ statusCode }) => statusCode === 409) ?? expect.fail('no refusal'))).toContain(
    'une autre réponse a été donnée entre-temps',
  )
})

test('without a choice nothing happens, and the page says to choose', async () => {
  const { url } = await messageLink()
  const nonce = makeNonce(rig.context.config, addressOf(url), rig.context.now())
  for (const choice of [null, '', 'constructor', 'until', 'received ']) {
    const answer = await rig.post(url, choice === null ? { nonce } : { nonce, choice })
    expect(answer.statusCode, `${choice}`).toBe(422)
    expect(plain(answer)).toContain('choisissez votre réponse')
  }
  expect(await rig.verbs()).toEqual([])
})

test('a form that no page of this link gave out changes nothing', async () => {
  const { url } = await messageLink()
  const other = await messageLink()
  const { config } = rig.context
  const now = rig.context.now()
  const yesterday = new Date(now.getTime() - 24 * 3_600_000)
  const good = makeNonce(config, addressOf(url), now)
  const forged = [
    '',
    'x',
    good.slice(0, -1) + (good.endsWith('A') ? 'B' : 'A'),
    `1${good}`,
    makeNonce({ sessionSecret: 'another' }, addressOf(url), now),
    makeNonce(config, addressOf(other.url), now),
    makeNonce(config, addressOf(url), yesterday),
    makeNonce(config, addressOf(url), new Date(now.getTime() + 3_600_000)),
  ]
  for (const nonce of forged) {
    const answer = await rig.post(url, { nonce, choice: 'received' })
    expect(answer.statusCode, nonce).toBe(403)
    expect(plain(answer)).toContain("Rien n'a été changé")
  }
  expect((await rig.post(url, { choice: 'received' })).statusCode).toBe(403)
  expect(await words()).toEqual([])
})

test('ids and fields that the page does not have are ignored', async () => {
  const { id, url } = await messageLink()
  const other = await messageLink()
  const fields = {
    ...{ item: other.id, messageId: other.id, message_id: other.id, subjectId: other.id, clientId: '2' },
    ...{
      executiveId: roux.id,
      purpose: 'settings',
      answer: 'secretaryCalls',
      via: 'call',
      doneAt: '',
      at: '0',
    },
  }
  await rig.press(url, 'received', fields)
  expect(await words()).toMatchObject([
    { messageId: id, executiveId: morel.id, answer: 'received', via: 'page' },
  ])
})

test('an act of another message is not undone through this one', async () => {
  const mine = await messageLink()
  const other = await messageLink()
  await rig.press(other.url, 'received')
  const undoes = /name="undoes" value="([^"]+)"/.exec((await rig.get(other.url)).body)?.[1] ?? ''
  await rig.press(mine.url, 'undo', { undoes })
  expect(await words()).toMatchObject([{ messageId: other.id, answer: 'received' }])
})

test('a body that is too large, of another kind or broken changes nothing, and the answer is a page', async () => {
  const { url } = await messageLink()
  const send = (body: string, type = 'application/x-www-form-urlencoded') =>
    rig.app.inject({ method: 'POST', url, headers: { 'content-type': type }, body })
  const answered = await Promise.all([
    send(`choice=received&nonce=${'x'.repeat(17_000)}`),
    send('{"choice":"received"}', 'application/json'),
    send('<choice/>', 'text/xml'),
    send('choice=received&choice=secretaryCalls&nonce=a&nonce=b'),
    send('%00=%00&choice=%ff'),
  ])
  expect(answered.map(({ statusCode }) => statusCode)).toEqual([413, 403, 415, 403, 403])
  for (const { headers } of answered) {
    expect(headers['content-type']).toContain('text/html')
    expect(headers['cache-control']).toBe('no-store')
  }
  expect(await words()).toEqual([])
})

test('what another executive said of it is shown beside her own answer', async () => {
  const { id, url } = await messageLink({ copyIds: [roux.id] })
  await rig.press(await rig.link('message', id, roux.id), 'executiveCalls')
  expect(plain(await rig.get(url))).toContain('Me Roux rappelle, dit à')
  await rig.press(url, 'received')
  expect(await words()).toHaveLength(2)
})

test('a caller who cannot be rung is not offered to be', async () => {
  const { url } = await messageLink({ callerName: null, callerNumber: null })
  const page = await rig.get(url)
  expect(page.body).toContain('value="received"')
  expect(page.body).not.toContain('value="executiveCalls"')
})

test('an answer that stands can be taken back until another follows it', async () => {
  const { id, url } = await messageLink()
  await rig.press(url, 'received')
  const stale = (await rig.get(url)).body
  await rig.context.db
    .update(acknowledgements)
    .set({ answer: 'secretaryCalls' })
    .where(eq(acknowledgements.messageId, id))
  const hidden = [...stale.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)]
  const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]))
  expect((await rig.post(url, { ...fields, choice: 'undo' })).statusCode).toBe(409)
  expect(await words()).toMatchObject([{ answer: 'secretaryCalls' }])
})

function addressOf(url: string) {
  const [, , clientId, token = ''] = url.split('/')
  return { clientId: Number(clientId), token }
}
