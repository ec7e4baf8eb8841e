import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginAttempt } from '../../src/callbacks/begin-attempt.ts'
import { endAttempt } from '../../src/callbacks/end-attempt.ts'
import { passCallbacks } from '../../src/callbacks/pass-callbacks.ts'
import { sweepCallbacks } from '../../src/callbacks/sweep-callbacks.ts'
import { callbackAttempts, callbacks, callbackWishes } from '../../src/callbacks/tables.ts'
import { executives } from '../../src/clients/tables.ts'
import { sweepDeliveries } from '../../src/deliveries/sweep-deliveries.ts'
import { deliveries } from '../../src/deliveries/tables.ts'
import { linkToken, makeLink } from '../../src/links/make-link.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { executiveWith } from '../support/a-message.ts'
import { signIn, type Visitor } from '../support/console-rig.ts'
import { type LiveRig, startLiveRig } from '../support/live-rig.ts'
import { until } from '../support/until.ts'
import { lines, people, stranger } from './follow.ts'

let rig: LiveRig
let alice: Visitor

beforeAll(async () => {
  rig = await startLiveRig({ work: true })
  alice = await signIn(rig, 'alice')
})
afterAll(() => rig?.close())

const phone = (number: string) => rig.exchange.telephone(number)
const minutes = (count: number) => rig.clock.advance(count * 60_000)
const plain = (body: string) => body.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/’|&#39;/g, "'")
const ofNumber = async (number: string) => {
  const rows = await rig.context.db.select().from(callbacks)
  return rows.filter((row) => row.number === number).toSorted((a, b) => +b.createdAt - +a.createdAt)[0]
}
const standing = (number: string) => until(`${number} is to be rung`, () => ofNumber(number))
const address = ({ clientId, id }: { clientId: number; id: string }) => `/console/callbacks/${clientId}/${id}`

/** She hears of it, once what waits two minutes has been waited for. */
async function told(number: string): Promise<string> {
  const before = phone(number).texts.length
  minutes(3)
  await sweepDeliveries(rig.context)
  await until('she is told', () => phone(number).texts.length > before)
  return phone(number).texts.at(-1)?.body ?? ''
}

test('who presses 2 in the queue is rung until somebody talks with him, once for two wishes', async () => {
  const number = stranger()
  const seated = await rig.seat('alice')
  const caller = await rig.waits(number, lines.morel)
  caller.call.press('2')
  await caller.call.finished
  const promised = await standing(number)
  const { clientId, id: callbackId } = promised
  expect(promised).toMatchObject({ state: 'open', tries: 0, takenById: null })
  const form = {
    once: crypto.randomUUID(),
    client: String(clientId),
    who: `${number} M. Leroy`,
    why: 'Devis',
  }
  expect((await alice.post('/console/callbacks/new', form)).location).toBe(address(promised))
  expect((await alice.post('/console/callbacks/new', form)).location).toBe(address(promised))
  const wishes = await rig.context.db
    .select()
    .from(callbackWishes)
    .where(eq(callbackWishes.callbackId, callbackId))
  expect(wishes.map(({ source }) => source).sort()).toEqual(['desk', 'queue'])
  const list = plain((await alice.get('/console/callbacks')).body)
  for (const shown of ['M. Leroy', 'Devis', 'À rappeler']) expect(list).toContain(shown)
  expect(plain((await alice.get('/console')).body)).toContain('M. Leroy')

  // The call of the queue stands in for an outgoing one.
  const attempt = { clientId, callbackId, callId: caller.callId, secretaryId: seated.id }
  const { db, now } = rig.context
  expect(await db.transaction((tx) => beginAttempt(tx, { ...attempt, at: now() }))).toBe('begun')
  const end = { ...attempt, outcome: 'noAnswer', at: now() } as const
  expect(await db.transaction((tx) => endAttempt(tx, end))).toBe('ended')
  const tried = await standing(number)
  expect(tried).toMatchObject({ state: 'open', tries: 1, takenById: seated.id })
  expect(tried.dueAt.getTime() - end.at.getTime()).toBe(15 * 60_000)

  const noted = { outcome: 'talked', note: 'Devis envoyé', once: crypto.randomUUID() }
  expect((await alice.post(`${address(promised)}/tried`, noted)).status).toBe(303)
  await alice.post(`${address(promised)}/tried`, noted)
  expect(await ofNumber(number)).toMatchObject({
    state: 'kept',
    endNote: 'Devis envoyé',
    endedById: seated.id,
  })
  expect(await db.$count(callbackAttempts, eq(callbackAttempts.callbackId, callbackId))).toBe(2)
  expect(await db.$count(deliveries, eq(deliveries.kind, 'callback'))).toBe(0)
})

test('"1 rappeler" has him rung back, and she is told how it went, also when nobody was reached', async () => {
  const { db } = rig.context
  const roux = await executiveWith(db, people.roux)
  const choices = { ...roux.choices, carries: 'everything' as const }
  await db.update(executives).set({ choices }).where(eq(executives.id, roux.id))
  const before = phone(people.roux).texts.length
  await rig.exchange.call({
    ...{ from: people.blanc, to: lines.morel },
    speaks: { text: 'Rappelez-moi', seconds: 8 },
  }).finished
  await until('she has his message', () => phone(people.roux).texts.length > before)
  await rig.exchange.text({ from: people.roux, to: lines.morel, body: 'rappeler' }).finished
  const ordered = await standing(people.blanc)
  await until('her answer is echoed', () => phone(people.roux).texts.length > before + 1)
  for (const outcome of ['noAnswer', 'busy', 'mailbox', 'noAnswer']) {
    await alice.post(`${address(ordered)}/tried`, { outcome, once: crypto.randomUUID() })
    minutes(10)
  }
  expect(await ofNumber(people.blanc)).toMatchObject({ state: 'undecided', tries: 4 })
  expect(plain((await alice.get('/console/callbacks')).body)).toContain('À décider')
  expect((await alice.post(`${address(ordered)}/close`, { reason: 'whatever' })).status).toBe(422)
  await alice.post(`${address(ordered)}/close`, { reason: 'notReached', note: 'Répondeur plein' })
  expect(await told(people.roux)).toBe('Pas joint après 4 essais : M. Blanc, 01 99 00 20 02. Répondeur plein')
  // Opened again and kept: she hears of that as well.
  await alice.post(`${address(ordered)}/reopen`)
  expect(await ofNumber(people.blanc)).toMatchObject({ state: 'open', tries: 0 })
  await alice.post(`${address(ordered)}/tried`, {
    outcome: 'talked',
    note: 'Il passe lundi.',
    once: crypto.randomUUID(),
  })
  expect(await told(people.roux)).toMatch(/^Rappelé à \d\dh\d\d : M\. Blanc\. Il passe lundi\.$/)
})

test('an executive orders calls on her page, sees how they stand and takes them back', async () => {
  const { db, config, now } = rig.context
  const morel = await executiveWith(db, people.morel)
  const { clientId, id: executiveId, linksRenewed: renewal } = morel
  const subject = { clientId, purpose: 'callbacks', subjectId: executiveId, executiveId, renewal } as const
  const token = linkToken(config, subject)
  await db.transaction((tx) => makeLink(tx, { ...subject, token }, now()))
  const page = `${rig.url}/l/${morel.clientId}/${token}`
  const get = async () => plain(await (await fetch(page)).text())
  async function press(choice: string, fields: Record<string, string>, given?: string) {
    const nonce = given ?? /name="nonce" value="([^"]*)"/.exec(await get())?.[1] ?? ''
    const body = new URLSearchParams({ nonce, choice, ...fields })
    const answer = await fetch(page, { method: 'POST', body, redirect: 'manual' })
    return { status: answer.status, body: plain(await answer.text()), nonce }
  }
  const refused: [Record<string, string>, string][] = [
    [{ who: '' }, 'Dites qui rappeler'],
    [{ who: '0899 12 34 56' }, 'numéro surtaxé'],
    [{ who: '3639' }, 'numéros courts'],
    [{ who: '15' }, "numéros d'urgence"],
    [{ who: '+1 212 555 0100' }, "Nous n'appelons pas ce pays"],
    [{ who: 'Mme Personne-du-Tout' }, 'Aucun de vos contacts'],
    [{ who: people.petit, until: '2026-11-16T10:00' }, 'Cette heure est passée'],
    [{ who: people.petit, until: '2026-02-30T10:00' }, "n'a pas été comprise"],
  ]
  for (const [fields, expected] of refused) {
    const { status, body } = await press('order', fields)
    expect([status, body.includes(expected) || expected]).toEqual([422, true])
  }
  const { status, nonce } = await press('order', {
    who: 'Petit',
    why: 'Dossier Durand',
    until: '2026-11-18T12:00',
  })
  expect(status).toBe(303)
  // Pressed twice, it is one order.
  await press('order', { who: 'Petit', why: 'Dossier Durand', until: '2026-11-18T12:00' }, nonce)
  const petit = await standing(people.petit)
  expect(petit).toMatchObject({ name: 'Me Petit', until: new Date('2026-11-18T11:00:00Z') })
  expect(await db.$count(callbackWishes, eq(callbackWishes.callbackId, petit.id))).toBe(1)
  expect(await get()).toMatch(/Me Petit[\s\S]*Dossier Durand[\s\S]*au plus tard/)
  const item = /name="item" value="([^"]*)"/.exec(await get())?.[1] ?? ''
  expect((await press('cancel', { item })).status).toBe(303)
  expect(await ofNumber(people.petit)).toMatchObject({ state: 'closed', endReason: 'withdrawn' })
  expect((await press('cancel', { item })).status).toBe(303)
  expect(await get()).toContain('Aucun rappel en cours')
  // By text it is taken back as well.
  await press('order', { who: people.collin })
  expect(await standing(people.collin)).toMatchObject({ state: 'open', name: 'Mme Collin' })
  await rig.exchange.text({ from: people.morel, to: lines.morel, body: 'erreur' }).finished
  await until('it is taken back', async () => (await ofNumber(people.collin))?.state === 'closed')
  expect((await press('order', { who: people.collin }, 'forged.nonce')).status).toBe(403)
  const altered = `${page.slice(0, -1)}${page.endsWith('A') ? 'B' : 'A'}`
  expect((await fetch(altered)).status).toBe(404)
  rig.clock.advance(31 * 86_400_000)
  expect((await fetch(page)).status).toBe(404)
  rig.clock.set('2026-11-17T13:00:00Z')
})

test('a late promise is raised once, by however many sweeps, and passes on at the end of a shift', async () => {
  const { db, now } = rig.context
  const number = stranger()
  const { clientId } = await executiveWith(db, people.morel)
  const hers = await signIn(rig, 'alice')
  const fields = { once: crypto.randomUUID(), client: String(clientId), who: number, mine: 'yes' }
  await hers.post('/console/callbacks/new', fields)
  const promised = await standing(number)
  minutes(31)
  const again = { alice: await signIn(rig, 'alice'), claire: await signIn(rig, 'claire') }
  await Promise.all([sweepCallbacks(rig.context), sweepCallbacks(rig.context)])
  const raised = and(eq(tasks.kind, 'callbackOverdue'), eq(tasks.key, promised.id))
  const [task] = await db.select().from(tasks).where(raised)
  expect(task).toMatchObject({ audience: 'supervisor', doneAt: null })
  const taskPage = await again.claire.get(`/console/tasks/${clientId}/${task?.id}`)
  expect(taskPage.body).toContain(address(promised))
  expect((await ofNumber(number))?.raisedAt).not.toBeNull()

  const from = { fromSecretaryId: promised.takenById ?? '', toSecretaryId: null, at: now() }
  const scope = {
    actor: { kind: 'supervisor', id: from.fromSecretaryId },
    clientIds: [clientId],
    only: null,
  } as const
  expect(await db.transaction((tx) => passCallbacks(tx, scope, from))).toEqual([clientId])
  expect(await ofNumber(number)).toMatchObject({ takenById: null })
  // Another time: it is late no more.
  await again.claire.post(`${address(promised)}/move`, { from: '2026-11-18T09:30', until: '' })
  expect(await ofNumber(number)).toMatchObject({ dueAt: new Date('2026-11-18T08:30:00Z'), raisedAt: null })
  expect((await db.select().from(tasks).where(raised))[0]?.doneAt).not.toBeNull()
  expect(
    (await again.claire.post(`${address(promised)}/move`, { from: '2026-11-01T09:30' })).location,
  ).toContain('problem=past')

  const elsewhere = `/console/callbacks/${clientId}/${crypto.randomUUID()}`
  expect((await again.alice.get(elsewhere)).status).toBe(404)
  expect((await again.alice.post('/console/callbacks/new', { client: '9999', who: number })).status).toBe(422)
})
