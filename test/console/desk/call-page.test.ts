import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acts } from '../../../src/acts/tables.ts'
import { callHandlings, calls, recordings } from '../../../src/calls/tables.ts'
import { instructionReadings, instructions } from '../../../src/clients/instructions/tables.ts'
import { lines as clientLines, clients } from '../../../src/clients/tables.ts'
import { newId } from '../../../src/ids.ts'
import { parsePhoneNumber } from '../../../src/phone-number.ts'
import { assignments, secretaries } from '../../../src/secretaries/tables.ts'
import { tasks } from '../../../src/tasks/tables.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { signIn, type Visitor } from '../../support/console-rig.ts'
import { until } from '../../support/until.ts'
import { blanc, callThatWas, clientIdOf, lines, nuisance, slipOf, textThatCame } from './desk-stage.ts'

let rig: AgencyRig
let claire: Visitor
let morel: number
beforeAll(async () => {
  rig = await startAgencyRig()
  claire = await signIn(rig, 'claire')
  morel = await clientIdOf(rig, 'morel')
})
afterAll(() => rig?.close())

const actsOf = (verb: string, subjectId: string) =>
  rig.context.db
    .select()
    .from(acts)
    .where(and(eq(acts.verb, verb), eq(acts.subjectId, subjectId)))

test('the page says whom to greet as, who calls, what to know, whom to ring and why it was treated so', async () => {
  const call = await callThatWas(rig, blanc)
  const { status, body } = await claire.get(`${call.address}?correct=1`)
  expect(status).toBe(200)
  for (const words of [
    'Cabinet Morel &amp; Associés, bonjour.',
    'M. Blanc',
    'contact suivi par Me Roux',
    'Ne jamais dire qui est client du cabinet',
    '01\u00a099\u00a000\u00a011\u00a011',
    'Règle appliquée',
    'Garde à vue',
  ])
    expect(body).toContain(words)
  expect(await actsOf('call.read', call.id)).toMatchObject([{ actorKind: 'supervisor' }])
})

test('without scripts a slip is written, refused with a word at each field, corrected and sent', async () => {
  const call = await callThatWas(rig, '+33199005001', lines.lenoir)
  const written = {
    recipient: 'lenoir',
    subject: 'Genou',
    callbackNumber: '12',
    wish: 'callBack',
    revision: '0',
  }
  const refused = await claire.post(`${call.address}/slip`, written)
  expect(refused.status).toBe(422)
  expect(refused.body).toContain('value="Genou"')
  expect(refused.body).toMatch(/aria-describedby="slip-callbackNumber-problem" aria-invalid="true"/)
  const sent = await claire.post(`${call.address}/slip`, { ...written, callbackNumber: '01 99 00 50 01' })
  expect(sent).toMatchObject({ status: 303, location: call.address })
  expect(await slipOf(rig, call.clientId, call.id)).toMatchObject({ kind: 'taken', subject: 'Genou' })
  const { body } = await claire.get(call.address)
  expect(body).toContain('Message envoyé')
  expect(body).not.toContain('id="slip-form"')
})

test('what was sent is corrected by a new revision, and what was not sent by her stays as it is', async () => {
  const call = await callThatWas(rig, '+33199005002')
  const first = {
    recipient: 'morel',
    subject: 'Bail',
    revision: '0',
    reason: 'dossier-en-cours',
    'answer.0': 'Me Roux',
  }
  await claire.post(`${call.address}/slip`, first)
  const { body } = await claire.get(`${call.address}?correct=1`)
  expect(body).toContain('value="Me Roux"')
  expect(body).toContain('name="revision" value="2"')
  await claire.post(`${call.address}/slip`, { ...first, subject: 'Bail commercial', revision: '2' })
  expect(await slipOf(rig, call.clientId, call.id)).toMatchObject({ revision: 3, subject: 'Bail commercial' })
  const late = await claire.post(`${call.address}/slip`, { ...first, subject: 'Autre chose', revision: '2' })
  expect(late.status).toBe(409)
  expect(late.body).toContain('value="Autre chose"')
  expect(await slipOf(rig, call.clientId, call.id)).toMatchObject({ revision: 3, subject: 'Bail commercial' })
})

test('an instruction that she has read is no longer new to her', async () => {
  const call = await callThatWas(rig, '+33199005003')
  const [note] = await rig.context.db.select().from(instructions).where(eq(instructions.key, 'secret'))
  const read = { instruction: note?.id ?? '', version: '1' }
  expect((await claire.post(`${call.address}/read`, read)).status).toBe(303)
  expect(await rig.context.db.select().from(instructionReadings)).toMatchObject([{ version: 1 }])
})

test('she takes a call, closes it with its outcome, and is back at the board', async () => {
  const call = await callThatWas(rig, '+33199005004')
  await claire.post(`${call.address}/take`)
  expect((await claire.get(`${call.address}/live`)).body).toContain('Vous vous en occupez')
  expect((await claire.post(`${call.address}/wrap-up`)).status).toBe(422)
  const closed = await claire.post(`${call.address}/wrap-up`, {
    outcome: 'wrongNumber',
    billable: 'no',
    note: 'Cherchait un taxi',
  })
  expect(closed).toMatchObject({ status: 303, location: '/console' })
  const [row] = await rig.context.db.select().from(calls).where(eq(calls.id, call.id))
  expect(row).toMatchObject({ outcome: 'wrongNumber', billable: false })
  const [handling] = await rig.context.db
    .select()
    .from(callHandlings)
    .where(eq(callHandlings.callId, call.id))
  expect(handling).toMatchObject({ note: 'Cherchait un taxi', wrappedUpAt: expect.any(Date) })
})

test('who was quicker is said on the page of the relay, and nothing is changed', async () => {
  const call = await callThatWas(rig, '+33199005008')
  const alice = await signIn(rig, 'alice')
  expect((await alice.get(`${call.address}/relay`)).body).toContain('Personne ne s’occupe de cet appel')
  expect((await claire.post(`${call.address}/relieve`, { from: '' })).status).toBe(303)
  const late = await alice.post(`${call.address}/relieve`, { from: '' })
  expect(late.status).toBe(409)
  expect(late.body).toContain('Entre-temps, Claire a pris cet appel')
  expect((await alice.get(call.address)).body).toContain('Claire s’en occupe depuis')
})

test('what she began is thrown away, and had back with one press', async () => {
  const call = await callThatWas(rig, '+33199005009')
  const form = { version: '0', revision: '0', body: 'À jeter' }
  expect((await claire.post(`${call.address}/draft`, form)).status).toBe(303)
  expect((await claire.get(call.address)).body).toContain('À jeter')
  expect((await claire.post(`${call.address}/discard`, form)).status).toBe(303)
  const thrown = await claire.get(call.address)
  expect(thrown.body).not.toContain('À jeter')
  expect(thrown.body).toContain('Vous avez jeté')
  expect((await claire.post(`${call.address}/restore`)).status).toBe(303)
  expect((await claire.get(call.address)).body).toContain('À jeter')
})

test('a discarded call that mattered becomes a slip, and a rule is offered', async () => {
  const { sid } = await rig.exchange.call({ from: nuisance, to: lines.morel }).finished
  const [row] = await until('it is written down', () =>
    rig.context.db.select().from(calls).where(eq(calls.callSid, sid)),
  )
  const address = `/console/calls/${morel}/${row?.id}`
  expect((await claire.get(address)).body).toContain('Celui-ci comptait')
  await claire.post(`${address}/mattered`)
  expect(await slipOf(rig, morel, row?.id ?? '')).toMatchObject({ kind: 'mattered' })
  const rule = `/console/clients/${morel}/rules/rule?caller=%2B33199009999`
  expect((await claire.get(address)).body).toContain(rule)
  expect((await claire.get(rule)).body).toContain('01 99 00 99 99')

  const alice = await signIn(rig, 'alice')
  expect((await alice.get(address)).body).toContain(`action="${address}/offer-rule"`)
  expect((await alice.post(`${address}/offer-rule`)).status).toBe(303)
  expect((await alice.get(address)).body).toContain('Une exception est proposée')
  const [task] = await rig.context.db.select().from(tasks).where(eq(tasks.kind, 'ruleOffered'))
  expect((await alice.get(`/console/tasks/${morel}/${task?.id}`)).status).toBe(404)
  const offered = await claire.get(`/console/tasks/${morel}/${task?.id}`)
  expect(offered.body).toContain(`href="/console/clients/${morel}/rules"`)
  expect(offered.body).toContain(`href="${address}"`)
  expect((await claire.get(`/console/clients/${morel}/rules`)).body).toContain('Toujours prendre')
})

test('a text has the same page, with its words in the place of the greeting', async () => {
  const text = await textThatCame(rig, blanc, '<b>Je serai en retard</b>')
  const { body } = await claire.get(`${text.address}?correct=1`)
  expect(body).toContain('&lt;b&gt;Je serai en retard&lt;/b&gt;')
  expect(body).not.toContain('id="wrap-up"')
})

test('the voicemail is played in pieces, and hearing it leaves an act', async () => {
  const call = await callThatWas(rig, '+33199005005')
  await until('the sound is here', async () => {
    const [sound] = await rig.context.db.select().from(recordings).where(eq(recordings.callId, call.id))
    return sound?.fileKey
  })
  const { name, value } = claire.cookie
  const headers = { cookie: `${name}=${value}`, range: 'bytes=0-9' }
  const part = await fetch(`${rig.url}${call.address}/audio`, { headers })
  expect(part.status).toBe(206)
  expect((await part.arrayBuffer()).byteLength).toBe(10)
  expect(await actsOf('call.heard', call.id)).toHaveLength(1)
  const other = await callThatWas(rig, blanc)
  expect((await claire.get(`${other.address.replace(other.id, newId())}/audio`)).status).toBe(404)
})

test('who works for other clients only finds no call, no draft and no sound', async () => {
  const call = await callThatWas(rig, '+33199005006')
  const durand = await clientIdOf(rig, 'durand')
  const [benoit] = await rig.context.db.select().from(secretaries).where(eq(secretaries.key, 'benoit'))
  const secretaryId = benoit?.id ?? ''
  await rig.context.db.update(secretaries).set({ allClients: false }).where(eq(secretaries.id, secretaryId))
  await rig.context.db.delete(assignments).where(eq(assignments.secretaryId, secretaryId))
  await rig.context.db.insert(assignments).values({ clientId: durand, secretaryId, since: rig.clock.now() })
  const stranger = await signIn(rig, 'benoit')
  for (const path of ['', '/live', '/draft', '/audio', '/relay'])
    expect((await stranger.get(call.address + path)).status).toBe(404)
  for (const path of [
    '/draft',
    '/slip',
    '/take-over',
    '/take',
    '/reason',
    '/read',
    '/mattered',
    '/wrap-up',
    '/give',
    '/discard',
    '/restore',
    '/offer-rule',
    '/relieve',
  ]) {
    const fields = { recipient: 'morel', subject: 'x', outcome: 'other', reason: 'prospection' }
    expect((await stranger.post(call.address + path, fields)).status).toBe(404)
  }
  expect((await stranger.get(call.address.replace(`/${call.clientId}/`, `/${durand}/`))).status).toBe(404)
  expect(await actsOf('call.read', call.id)).toEqual([])
})

test('of a client with two lines the line is chosen, and the time is its own clock’s', async () => {
  const { db, directory } = rig.context
  const durand = await clientIdOf(rig, 'durand')
  const [client] = await db.select().from(clients).where(eq(clients.clientId, durand))
  if (!client) throw new Error('no client')
  const second = parsePhoneNumber('+33199001099')
  if (!second) throw new Error('no number')
  const [main] = await db.select().from(clientLines).where(eq(clientLines.clientId, durand))
  if (!main) throw new Error('no line')
  await db.insert(clientLines).values({ ...main, number: second, key: 'second' })
  const setZone = async (timeZone: string) => {
    const hours = { ...client.hours, timeZone }
    await db.update(clients).set({ hours }).where(eq(clients.clientId, durand))
    await directory.refresh([durand])
  }
  await setZone('Indian/Reunion')
  const form = await claire.get(`/console/log?client=${durand}`)
  expect(form.body).toContain(`value="${durand} +33199001099" data-now=`)
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form.body)?.[1] ?? ''
  expect(hidden('zone')).toBe('Indian/Reunion')
  const written = {
    direction: 'inbound',
    minutes: '0',
    prefilled: hidden('prefilled'),
    zone: 'Indian/Reunion',
  }
  const log = async (changes: Record<string, string>) => {
    const client = `${durand} +33199001099`
    const { location } = await claire.post('/console/log', {
      ...written,
      client,
      formId: newId(),
      ...changes,
    })
    const [row] = await db
      .select()
      .from(calls)
      .where(eq(calls.id, location?.split('/').at(-1) ?? newId()))
    return { line: row?.line, at: row?.arrivedAt.toISOString() }
  }
  expect(await log({ at: '2026-11-17T12:30' })).toEqual({ line: second, at: '2026-11-17T08:30:00.000Z' })
  // As the page filled it in, by the agency's clock, before the client was chosen.
  const untouched = { at: '2026-11-17T09:30', prefilled: '2026-11-17T09:30', zone: 'Europe/Paris' }
  expect(await log(untouched)).toMatchObject({ at: '2026-11-17T08:30:00.000Z' })
  await setZone(client.hours.timeZone)
})

test('a call taken elsewhere is written down by hand and goes on like any other', async () => {
  const form = await claire.get('/console/log')
  const formId = /name="formId" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  const written = {
    formId,
    client: String(morel),
    direction: 'outbound',
    number: '0199002002',
    at: '2026-11-17T09:30',
    minutes: '4',
    answered: 'yes',
  }
  const refused = await claire.post('/console/log', {
    ...written,
    number: '12',
    at: '2027-01-01T10:00',
    client: '99',
  })
  expect(refused.status).toBe(422)
  expect(refused.body.match(/class="problem"/g)).toHaveLength(3)
  const logged = await claire.post('/console/log', written)
  expect(logged.status).toBe(303)
  expect(await claire.post('/console/log', written)).toEqual(logged)
  const { body } = await claire.get(logged.location ?? '')
  expect(body).toContain('Appel vers')
  expect(body).toContain('M. Blanc')
})
