import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acts } from '../../../src/acts/tables.ts'
import { clients } from '../../../src/clients/tables.ts'
import { ruleDrafts } from '../../../src/rules/tables.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { signIn, type Visitor } from '../../support/console-rig.ts'

let rig: AgencyRig
let claire: Visitor
let rules: string
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
  claire = await signIn(rig, 'claire')
  const [morel] = await rig.context.db.select().from(clients).where(eq(clients.key, 'morel'))
  rules = `/console/clients/${morel?.clientId}/rules`
})
afterAll(() => rig.close())
beforeEach(() => rig.context.db.delete(ruleDrafts))

const stampIn = (body: string) => /name="stamp" value="([^"]+)"/.exec(body)?.[1] ?? ''
const stampNow = async () => stampIn((await claire.get(rules)).body)
const plain = (body: string) => body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

test('a supervisor reads the rules as sentences, in their order, closed by the default', async () => {
  const { status, body } = await claire.get(rules)
  expect(status).toBe(200)
  const text = plain(body)
  const sentences = [
    'Si l’appelant est marqué « blocked » : filtrer',
    'Si l’appelant a un numéro de démarchage : prendre un message, sur la messagerie vocale',
    'Si l’appelant est marqué « vip » et que Me Morel est disponible : mettre en relation avec Me Morel (20 s)',
    'Dans tous les autres cas : prendre un message',
  ]
  const places = sentences.map((sentence) => text.indexOf(sentence.replaceAll(' :', ' :')))
  expect(places.every((place) => place > 0)).toBe(true)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
})

test('a secretary of the client reads them and can change nothing; one of another client finds no page', async () => {
  const alice = await signIn(rig, 'alice')
  const { status, body } = await alice.get(rules)
  expect(status).toBe(200)
  expect(body).not.toContain('/rules/move')
  expect((await alice.post(`${rules}/move`, { key: 'vip', to: 'up', stamp: stampIn(body) })).status).toBe(403)
  expect((await alice.get('/console/clients/999/rules')).status).toBe(404)
})

test('a rule is moved by a button that keeps the focus, in a draft that puts nothing in force', async () => {
  const moved = await claire.post(`${rules}/move`, { key: 'vip', to: 'up', stamp: await stampNow() })
  expect(moved.status).toBe(303)
  const { body } = await claire.get(moved.location ?? '')
  expect(body).toMatch(/id="up-vip" autofocus/)
  expect(plain(body)).toContain('« VIP vers Me Morel » est maintenant en position 2 sur 4.')
  expect(plain(body)).toContain('Brouillon de Claire')
  const again = await claire.post(`${rules}/move`, { key: 'vip', to: 'up', stamp: stampIn(body) })
  expect((await claire.get(again.location ?? '')).body).toMatch(/id="down-vip" autofocus/)
  const told = await rig.context.db.select().from(acts)
  expect(told.at(-1)).toMatchObject({ verb: 'ruleDraft.changed', actorKind: 'supervisor' })
})

test('of two supervisors the second sees who was there before her, and overwrites nothing', async () => {
  const stamp = await stampNow()
  await claire.post(`${rules}/move`, { key: 'vip', to: 'up', stamp })
  const second = await claire.post(`${rules}/remove`, { key: 'vip', stamp })
  expect(second.status).toBe(409)
  expect(plain(second.body)).toContain('Claire a modifié ce brouillon')
  const [draft] = await rig.context.db.select().from(ruleDrafts)
  expect(draft?.ruleSet.rules.map(({ key }) => key)).toEqual([
    'indesirables',
    'vip',
    'demarchage',
    'contact-suivi',
  ])
})

test('a form that came too late is shown again with what was typed, and can then be saved', async () => {
  const typed = {
    name: 'Nuit',
    'kind.0': 'windows',
    '0.days.0': ['mon', 'tue'],
    '0.from.0': '22:00',
    '0.to.0': '06:00',
    'a.kind': 'takeMessage',
    'a.urgency': 'urgent',
    'a.by': 'voicemail',
    do: 'save',
  }
  const stamp = await stampNow()
  await claire.post(`${rules}/move`, { key: 'vip', to: 'up', stamp })
  const late = await claire.post(`${rules}/rule`, { ...typed, stamp })
  expect(late.status).toBe(409)
  expect(late.body).toContain('value="Nuit"')
  const saved = await claire.post(`${rules}/rule`, { ...typed, stamp: stampIn(late.body) })
  expect(saved.status).toBe(303)
  const { body } = await claire.get(rules)
  expect(plain(body)).toContain('prendre un message urgent, sur la messagerie vocale')
  expect(body).toContain('id="rule-nuit"')
})

test('a form grows and shrinks by its buttons without saving anything, and says what is wrong', async () => {
  const start = await claire.get(`${rules}/rule?preset=telemarketing`)
  expect(start.body).toContain('value="Démarchage"')
  const typed = { name: 'X', 'kind.0': 'caller', '0.tags': 'vip', 'a.kind': 'discard', 'a.how': 'busy' }
  const grown = await claire.post(`${rules}/rule`, { ...typed, stamp: 's', do: 'add', addKind: 'repeated' })
  expect(grown.body).toContain('name="1.times" value="3"')
  const shrunk = await claire.post(`${rules}/rule`, { ...typed, stamp: 's', do: 'drop.0' })
  expect(shrunk.body).not.toContain('name="0.tags"')
  const empty = await claire.post(`${rules}/rule`, {
    'a.kind': 'discard',
    'a.how': 'busy',
    stamp: 's',
    do: 'save',
  })
  expect(empty.status).toBe(422)
  expect(plain(empty.body)).toContain('Une règle a au moins une condition')
  const wrong = await claire.post(`${rules}/rule`, {
    ...typed,
    '0.numbers': '12',
    'a.kind': 'forward',
    'a.to': 'morel',
    'a.ringSeconds': '45',
    'o.kind': 'takeMessage',
    stamp: 's',
    do: 'save',
  })
  expect(wrong.body).toContain('id="wrong-0.numbers"')
  expect(wrong.body).toContain('id="wrong-a.ringSeconds"')
  expect(await rig.context.db.select().from(ruleDrafts)).toEqual([])
})

test('turning all of France away is warned of beside the rule, with a look at real calls', async () => {
  await claire.post(`${rules}/rule`, {
    name: 'France',
    'kind.0': 'caller',
    '0.prefixes': '+33',
    'a.kind': 'discard',
    'a.how': 'busy',
    stamp: await stampNow(),
    do: 'save',
  })
  const { body } = await claire.get(rules)
  expect(plain(body)).toMatch(/Attention : le préfixe \+33 bloque 100 % des appelants français/)
  expect(body).toContain(`href="${rules}/compare"`)
})

test('a call is tried with the draft and the rules in force side by side', async () => {
  await claire.post(`${rules}/remove`, { key: 'vip', stamp: await stampNow() })
  const asked = new URLSearchParams({
    line: '+33199001001',
    from: '01 99 00 20 01',
    at: '2026-11-17T10:00',
    text: '',
  })
  const { body } = await claire.get(`${rules}/try?${asked}`)
  const text = plain(body)
  expect(text).toContain('Le brouillon traiterait cet appel autrement.')
  expect(text).toContain('Traitement : prendre un message')
  expect(text).toContain('Traitement : mettre en relation avec Me Morel (20 s)')
  const late = await claire.get(`${rules}/try?${new URLSearchParams({ line: '+33199001001', at: 'demain' })}`)
  expect(plain(late.body)).toContain('Cet essai n’a pas pu se faire')
  const foreign = await claire.get(`${rules}/try?line=%2B33199001002`)
  expect(plain(foreign.body)).toContain('Cet essai n’a pas pu se faire')
})
