import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acts } from '../../../src/acts/tables.ts'
import { loadById } from '../../../src/clients/change-client.ts'
import { instructions } from '../../../src/clients/instructions/tables.ts'
import { clients, executives, lines } from '../../../src/clients/tables.ts'
import { tel } from '../../rules/demo-clients.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { signIn, type Visitor } from '../../support/console-rig.ts'
import { fieldsIn } from '../../support/fields-in.ts'

let rig: AgencyRig
let claire: Visitor
let alice: Visitor
let morel: string
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
  claire = await signIn(rig, 'claire')
  alice = await signIn(rig, 'alice')
  morel = await pathOf('morel')
})
afterAll(() => rig.close())

const db = () => rig.context.db

async function pathOf(key: string): Promise<string> {
  const [row] = await db().select().from(clients).where(eq(clients.key, key))
  return `/console/clients/${row?.clientId}`
}

/** With plain spaces and apostrophes. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'")

const clientOf = async (key: string) => (await db().select().from(clients).where(eq(clients.key, key)))[0]

test.each([
  '',
  '/settings',
  '/lines',
  '/executives',
  '/executives/morel',
  '/hours',
  '/reasons',
  '/instructions',
  '/slip',
  '/agenda',
  '/recording',
])('a secretary reads %s, and cannot change it', async (page) => {
  const read = await alice.get(morel + page)
  expect(read.status).toBe(200)
  expect(read.body).toContain('Cabinet Morel')
  expect(read.body).not.toContain('>Enregistrer<')
  if (page.split('/').length === 3 || page === '/settings' || page === '/hours' || page === '/recording')
    expect((await alice.post(morel + page, { do: 'save' })).status).toBe(403)
})

test('a page of two lists is headed as its tab', async () => {
  expect((await claire.get(`${morel}/agenda`)).body).toContain('<h1>Rendez-vous</h1>')
  expect((await claire.get(`${morel}/slip`)).body).toContain('<h1>Fiche de message</h1>')
})

test.each([
  '/settings',
  '/executives/morel',
  '/executives/roux',
  '/hours',
  '/recording',
  '/appointment-types/point-telephonique',
  '/mandates/points-telephoniques',
])('saving %s as it stands changes nothing', async (page) => {
  const before = await clientOf('morel')
  const { body } = await claire.get(morel + page)
  const saved = await claire.post(morel + page, fieldsIn(body))
  expect(saved.status).toBe(303)
  expect((await clientOf('morel'))?.version).toBe(before?.version)
})

test('a change is saved, recorded with before and after, and seen by the answer path', async () => {
  const { body } = await claire.get(`${morel}/settings`)
  const saved = await claire.post(
    `${morel}/settings`,
    fieldsIn(body, { greeting: 'Cabinet Morel, à votre écoute' }),
  )
  expect(saved.status).toBe(303)
  const client = await clientOf('morel')
  expect(client?.greeting).toBe('Cabinet Morel, à votre écoute')
  const done = await db().select().from(acts).where(eq(acts.verb, 'client.changed'))
  expect(done.at(-1)).toMatchObject({ actorKind: 'supervisor', authority: 'console' })
  expect(JSON.stringify(done.at(-1)?.after)).toContain('à votre écoute')
})

test('what is wrong is said beside its field, in her language, and nothing typed is lost', async () => {
  const { body } = await claire.get(`${morel}/settings`)
  const typed = {
    publicNumber: '06 12',
    timeZone: 'CET',
    name: `<b>${'x'.repeat(300)}`,
    awayPhrase: 'en “rendez-vous”',
  }
  const refused = await claire.post(`${morel}/settings`, fieldsIn(body, typed))
  expect(refused.status).toBe(422)
  expect(refused.body).toContain('value="06 12"')
  expect(refused.body).toContain('en “rendez-vous”')
  expect(plain(refused.body)).toMatch(
    /id="f-publicNumber-wrong"[^>]*>« 06 12 » ne va pas\. Attendu : un numéro de téléphone/,
  )
  expect(plain(refused.body)).toMatch(
    /id="f-timeZone-wrong"[^>]*>« CET » ne va pas\. Attendu : un fuseau horaire/,
  )
  expect(plain(refused.body)).toMatch(
    /id="f-name-wrong"[^>]*>« &lt;b&gt;x+… » ne va pas\. Attendu : 200 caractères au plus/,
  )
  expect((await clientOf('morel'))?.publicNumber).not.toBe('06 12')
})

test('conversations are recorded by wish only; a share above the usual is for the owner to decide', async () => {
  const page = `${morel}/recording`
  const read = async () => (await clientOf('morel'))?.recording
  const save = async (who: Visitor, typed: Record<string, string>) =>
    who.post(page, fieldsIn((await who.get(page)).body, typed))
  expect(await read()).toBeNull()
  const wrong = await save(claire, { purpose: 'quality', share: '0', retentionDays: '181' })
  expect(wrong.status).toBe(422)
  expect(plain(wrong.body)).toMatch(
    /id="f-share-wrong"[^>]*>« 0 » ne va pas\. Attendu : un nombre entier, 1 ou plus/,
  )
  expect(plain(wrong.body)).toMatch(/id="f-retentionDays-wrong"[^>]*>« 181 » ne va pas/)
  expect((await save(claire, { purpose: 'quality', retentionDays: '14' })).status).toBe(303)
  // Only what is not usual is written down.
  expect(await read()).toEqual({ purpose: 'quality', retentionDays: 14 })
  expect((await claire.get(page)).body).toContain('Pour ne pas être enregistré, tapez 3.')
  const more = { share: '40', shareReason: 'Deux débutantes' }
  const raised = await save(claire, more)
  expect(raised.status).toBe(422)
  expect(plain(raised.body)).toMatch(/id="f-share-wrong"[^>]*>« 40 » ne va pas\. Attendu : 10 % au plus/)
  expect((await save(await signIn(rig, 'diane'), more)).status).toBe(303)
  expect(await read()).toMatchObject({ share: 40, shareReason: 'Deux débutantes' })
  expect((await save(claire, { retentionDays: '7' })).status).toBe(303)
  expect((await save(claire, { purpose: '' })).status).toBe(303)
  expect(await read()).toBeNull()

  const lenoir = `${await pathOf('lenoir')}/recording`
  const health = (await claire.get(lenoir)).body
  expect(plain(health)).toContain('ne sont jamais enregistrées')
  const refused = await claire.post(lenoir, fieldsIn(health, { purpose: 'quality' }))
  expect(refused.status).toBe(422)
  expect(plain(refused.body)).toMatch(
    /id="f-purpose-wrong"[^>]*>« quality » ne va pas\. Attendu : pas d'enregistrement/,
  )
})

test('an executive who changed meanwhile is not overwritten unseen: who, and both versions', async () => {
  const page = `${morel}/executives/haddad`
  const { body } = await claire.get(page)
  const first = await claire.post(page, fieldsIn(body, { name: 'Me Haddad-Petit' }))
  expect(first.status).toBe(303)
  const second = await claire.post(page, fieldsIn(body, { name: 'Me H.' }))
  expect(second.status).toBe(409)
  expect(second.body).toContain('value="Me H."')
  expect(plain(second.body)).toMatch(/Enregistré entre-temps :[\s\S]*Me Haddad-Petit/)
  expect(plain(second.body)).toMatch(/Cette page a été modifiée entre-temps : Claire[^<]*aujourd/)
  const again = await claire.post(page, fieldsIn(second.body, { name: 'Me H.' }))
  expect(again.status).toBe(303)
})

test('somebody who changes another part meanwhile is no hindrance', async () => {
  const { body } = await claire.get(`${morel}/executives/nguyen`)
  await claire.post(
    `${morel}/settings`,
    fieldsIn((await claire.get(`${morel}/settings`)).body, { awayPhrase: 'en audience' }),
  )
  const saved = await claire.post(
    `${morel}/executives/nguyen`,
    fieldsIn(body, {
      'choices.quietHours.from': '20:00',
      'choices.quietHours.until': '07:30',
      'choices.digest.times.mon': '8h30 18h',
    }),
  )
  expect(saved.status).toBe(303)
  const [nguyen] = await db().select().from(executives).where(eq(executives.key, 'nguyen'))
  expect(nguyen?.choices.quietHours).toEqual({ from: '20:00', until: '07:30', urgentExempt: true })
  expect(nguyen?.choices.digest.times.mon).toEqual(['08:30', '18:00'])
})

test('a client is made from nothing: line, executive, hours, reason, instruction', async () => {
  const refused = await claire.post('/console/clients/new', { name: '', language: 'fr' })
  expect(refused.status).toBe(422)
  const created = await claire.post('/console/clients/new', {
    name: 'Menuiserie Élan',
    language: 'fr',
    allowedCountries: 'FR',
  })
  expect(created.status).toBe(303)
  const path = created.location ?? ''
  expect(await clientOf('menuiserie-elan')).toMatchObject({ state: 'preparing', name: 'Menuiserie Élan' })
  const add = async (part: string, typed: Record<string, string | string[]>) => {
    const { body } = await claire.get(`${path}/${part}/new`)
    const added = await claire.post(`${path}/${part}/new`, fieldsIn(body, typed))
    expect(added.body.match(/class="wrong">[^<]*/g) ?? []).toEqual([])
    expect(added.status).toBe(303)
  }
  await add('executives', { name: 'M. Élan', mobile: '01 99 00 11 55', email: 'elan@elan.demo.test' })
  await add('lines', { number: '01 99 00 10 55' })
  await add('reasons', { name: 'Devis', questions: 'Pour quoi ?\nOù ?' })
  await add('instructions', { body: 'Ne jamais donner de prix.' })
  await add('appointment-types', { name: 'Devis sur place', minutes: '45', reminderHours: '48 2' })
  await add('mandates', {
    ...{ secretary: 'decides', appointmentTypes: ['devis-sur-place'], 'limits.perDay': '3' },
    ...{ 'limits.hours.mon': '9-12', 'limits.hours.tue': '9h-12h' },
  })
  await add('slip-fields', { label: 'Étage', choices: 'RDC\n1er' })
  await add('slip-templates', { name: 'Fournisseur', subject: 'Livraison', wish: 'callBack' })
  const { body } = await claire.get(`${path}/hours`)
  const hours = await claire.post(
    `${path}/hours`,
    fieldsIn(body, {
      'cover.mon': '9h-12h30, 14-18',
      'cover.sat': '22:00-06:00',
      'closures.0.from': '2026-12-24',
    }),
  )
  expect(hours.status).toBe(303)
  const client = await clientOf('menuiserie-elan')
  expect(client?.hours.cover).toEqual([
    { days: ['mon'], from: '09:00', to: '12:30' },
    { days: ['mon'], from: '14:00', to: '18:00' },
    { days: ['sat'], from: '22:00', to: '06:00' },
  ])
  expect(client?.hours.closures).toEqual([{ from: '2026-12-24', to: '2026-12-24', of: 'opening' }])
  expect(
    await db()
      .select()
      .from(lines)
      .where(eq(lines.number, tel('+33199001055'))),
  ).toHaveLength(1)
  expect(
    await db()
      .select()
      .from(instructions)
      .where(eq(instructions.clientId, client?.clientId ?? 0)),
  ).toHaveLength(1)
  const stored = await loadById(db(), client?.clientId ?? 0)
  expect(stored?.definition.appointmentTypes).toMatchObject([
    { key: 'devis-sur-place', minutes: 45, reminderHours: [48, 2], bookableBy: 'secretaries' },
  ])
  expect(stored?.definition.mandates).toMatchObject([
    {
      ...{ secretary: 'decides', appointmentTypes: ['devis-sur-place'], ifSilent: 'keepAsking' },
      limits: { perDay: 3, horizonDays: null, hours: [{ days: ['mon', 'tue'], from: '09:00', to: '12:00' }] },
    },
  ])
  const overview = await claire.get(path)
  expect(plain(overview.body)).toContain("un appel d'essai par son renvoi")
})
