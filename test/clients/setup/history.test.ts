import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rewriteClient } from '../../../src/clients/change-client.ts'
import { clients } from '../../../src/clients/tables.ts'
import { secretaries } from '../../../src/secretaries/tables.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { signIn, type Visitor } from '../../support/console-rig.ts'

let rig: AgencyRig
let claire: Visitor
let path: string
let clientId: number
let actor: { kind: 'supervisor'; id: string }
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
  claire = await signIn(rig, 'claire')
  const [row] = await rig.context.db.select().from(clients).where(eq(clients.key, 'morel'))
  const [her] = await rig.context.db.select().from(secretaries).where(eq(secretaries.key, 'claire'))
  clientId = row?.clientId ?? 0
  actor = { kind: 'supervisor', id: her?.id ?? '' }
  path = `/console/clients/${clientId}/history`
})
afterAll(() => rig.close())

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'")
const set = (fields: Record<string, unknown>) =>
  rewriteClient(rig.context, {
    clientId,
    actor,
    seenVersion: null,
    rewrite: (file) => ({ ...file, ...fields }),
  })
const greeting = async () =>
  (await rig.context.db.select().from(clients).where(eq(clients.clientId, clientId)))[0]?.greeting
const backs = (body: string) =>
  [...body.matchAll(/action="([^"]*\/history\/[^"]*)"[\s\S]*?name="change" value="(\d+)"/g)].map(
    ([, to = '', change = '']) => ({ to, change }),
  )

test('a change is told with who, when, before and after, and one press puts it back', async () => {
  const before = await greeting()
  await set({ greeting: 'Cabinet Morel, que puis-je pour vous ?' })
  const { body } = await claire.get(path)
  expect(plain(body)).toMatch(/Réglages modifiés[\s\S]*Claire[\s\S]*aujourd'hui à 10 h/)
  expect(plain(body)).toMatch(/Phrase d'accueil[\s\S]*<ins><bdi>Cabinet Morel, que puis-je pour vous \?/)
  const [back] = backs(body)
  const done = await claire.post(back?.to ?? '', { change: back?.change ?? '' })
  expect(plain(done.body)).toContain('Ce changement est repris.')
  expect(await greeting()).toBe(before)
})

test('what has changed again since stays as it is', async () => {
  await set({ greeting: 'Un' })
  const [first] = backs((await claire.get(path)).body)
  await set({ greeting: 'Deux' })
  const refused = await claire.post(first?.to ?? '', { change: first?.change ?? '' })
  expect(refused.status).toBe(409)
  expect(plain(refused.body)).toContain('cela a encore changé depuis')
  expect(await greeting()).toBe('Deux')
})

test('a secretary reads the story and cannot change it', async () => {
  const alice = await signIn(rig, 'alice')
  const { status, body } = await alice.get(path)
  expect(status).toBe(200)
  expect(backs(body)).toEqual([])
})
