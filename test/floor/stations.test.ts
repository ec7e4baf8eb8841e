import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveCalls } from '../../src/answering/tables.ts'
import { standingOf } from '../../src/floor/station.ts'
import { stations } from '../../src/floor/tables.ts'
import { tellFloor } from '../../src/floor/tell-floor.ts'
import { accountEvents, secretaries } from '../../src/secretaries/tables.ts'
import { identityOf, secretaryOf } from '../../src/softphone/identity.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { signIn, type Visitor } from '../support/console-rig.ts'
import { ring } from '../support/ring.ts'
import { until } from '../support/until.ts'

let rig: AgencyRig
let alice: Visitor & { id: string }
let claire: Visitor & { id: string }
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
  alice = { ...(await signIn(rig, 'alice')), id: await idOf('alice') }
  claire = { ...(await signIn(rig, 'claire')), id: await idOf('claire') }
})
afterAll(() => rig?.close())

async function idOf(key: string): Promise<string> {
  const [row] = await rig.context.db.select().from(secretaries).where(eq(secretaries.key, key))
  return row?.id ?? ''
}

async function hers({ id }: { id: string }) {
  const [row] = await rig.context.db.select().from(stations).where(eq(stations.secretaryId, id))
  if (!row) throw new Error('she has no station')
  return row
}

const standing = async (who: { id: string }) => standingOf(await hers(who), rig.context.now())
const say = (who: Visitor, path: string, fields = {}) => who.post(`/console/station/${path}`, fields)

test('a token is hers alone, calls our application only, and lapses within the hour', async () => {
  const { token, seconds } = JSON.parse((await alice.get('/console/softphone/token')).body)
  const [head, payload] = token
    .split('.')
    .slice(0, 2)
    .map((part: string) => Buffer.from(part, 'base64url').toString())
  expect(JSON.parse(head)).toMatchObject({ alg: 'HS256', cty: 'twilio-fpa;v=1' })
  const { grants, exp, iat, iss, sub } = JSON.parse(payload)
  expect([exp - iat, seconds]).toEqual([3600, 3600])
  expect(grants.identity).toBe(identityOf(alice.id))
  expect(secretaryOf(`client:${grants.identity}`)).toBe(alice.id)
  expect([secretaryOf('+33612345678'), secretaryOf(`client:${alice.id}`)]).toEqual([null, null])
  expect(grants.voice.outgoing.application_sid).toBe(rig.context.config.twilio.appSid)
  expect([iss, sub]).toEqual([rig.context.config.twilio.apiKey?.sid, rig.context.config.twilio.accountSid])
})

test('she takes her place, falls silent, comes back, and is free from then on', async () => {
  expect((await say(alice, 'state', { state: 'available' })).location).toBe('/console/station')
  expect(await standing(alice)).toBe('unreachable')
  await say(alice, 'reachable', { registered: 'yes' })
  expect(await standing(alice)).toBe('free')
  const freeSince = (await hers(alice)).freeSince
  rig.clock.advance(40_000)
  await say(alice, 'reachable', { registered: 'yes' })
  expect((await hers(alice)).freeSince).toEqual(freeSince)
  rig.clock.advance(51_000)
  expect(await standing(alice)).toBe('unreachable')
  await say(alice, 'reachable', { registered: 'yes' })
  expect(await standing(alice)).toBe('free')
  expect((await hers(alice)).freeSince?.getTime()).toBeGreaterThan(freeSince?.getTime() ?? 0)
  await say(alice, 'reachable', { registered: 'no' })
  expect(await standing(alice)).toBe('unreachable')
})

test('on pause or silent, what rang at her rings there no more; her own break is written down nowhere', async () => {
  const call = await ring(rig)
  const rung = { rungClientId: call.clientId, rungCallId: call.id, rungSince: rig.context.now() }
  for (const [path, fields] of [
    ['state', { state: 'pause' }],
    ['reachable', { registered: 'no' }],
  ] as const) {
    await say(alice, 'state', { state: 'available' })
    await rig.context.db.update(stations).set(rung).where(eq(stations.secretaryId, alice.id))
    await say(alice, path, fields)
    expect([path, (await hers(alice)).rungCallId]).toEqual([path, null])
  }
  const since = (await hers(alice)).stateSince
  await say(alice, 'state', { state: 'available' })
  expect((await hers(alice)).stateSince).toEqual(since)
  const events = await rig.context.db
    .select()
    .from(accountEvents)
    .where(eq(accountEvents.secretaryId, alice.id))
  expect(events.map(({ verb }) => verb)).not.toContain('stationPaused')
})

test('a wrap-up ends by itself, or when she says so', async () => {
  await say(alice, 'reachable', { registered: 'yes' })
  const wrapUpUntil = new Date(rig.context.now().getTime() + 30_000)
  await rig.context.db.update(stations).set({ wrapUpUntil }).where(eq(stations.secretaryId, alice.id))
  expect(await standing(alice)).toBe('wrapUp')
  await say(alice, 'wrap-up-end')
  expect(await standing(alice)).toBe('free')
})

test('a telephone rings at her station only once somebody else has said that the number is right', async () => {
  for (const telephone of ['15', '+33 8 99 00 00 00', 'x', '+1 212 555 0100'])
    expect([telephone, (await say(alice, 'telephone', { telephone })).status]).toEqual([telephone, 422])
  await say(alice, 'telephone', { telephone: '06 12 34 56 78' })
  expect((await say(alice, 'device', { device: 'telephone' })).status).toBe(422)
  const floor = await claire.get('/console/floor')
  expect(floor.body).toMatch(/06\s12\s34\s56\s78/)
  const wrong = { number: '+33612345679' }
  await claire.post(`/console/floor/${alice.id}/telephone`, wrong)
  expect(await hers(alice)).toMatchObject({ telephone: null, askedTelephone: '+33612345678' })
  await claire.post(`/console/floor/${alice.id}/telephone`, { number: '+33612345678' })
  await say(alice, 'device', { device: 'telephone' })
  expect(await hers(alice)).toMatchObject({
    telephone: '+33612345678',
    askedTelephone: null,
    device: 'telephone',
  })

  await say(claire, 'telephone', { telephone: '06 12 34 56 70' })
  const own = await claire.post(`/console/floor/${claire.id}/telephone`, { number: '+33612345670' })
  expect([own.status, (await hers(claire)).telephone]).toEqual([409, null])
  await say(alice, 'telephone/drop')
  expect(await hers(alice)).toMatchObject({ telephone: null, device: 'browser' })
})

test('a supervisor sees who is where and who waits, and puts somebody on pause, in her own name', async () => {
  const call = await ring(rig)
  const { clientId, id: callId } = call
  const queuedAt = rig.context.now()
  await rig.context.db.insert(liveCalls).values({ clientId, callId, state: 'waiting', queuedAt })
  const { body } = await claire.get('/console/floor')
  for (const words of ['Me Petit', 'Cabinet Morel', 'Alice']) expect(body).toContain(words)
  await claire.post(`/console/floor/${alice.id}/state`, { state: 'available' })
  expect((await hers(alice)).state).toBe('pause')
  const events = await rig.context.db
    .select()
    .from(accountEvents)
    .where(eq(accountEvents.secretaryId, alice.id))
  expect(events.filter(({ verb }) => verb === 'stationPaused').map(({ actorId }) => actorId)).toEqual([
    claire.id,
  ])
  expect((await alice.get('/console/floor')).status).toBe(403)
  await rig.context.db.update(liveCalls).set({ state: 'ended', endedAt: rig.context.now() })
})

test('her pages hear of her station as soon as it changes, others of theirs, and supervisors of the floor', async () => {
  const benoit = await signIn(rig, 'benoit')
  const heard = await Promise.all([alice, claire, benoit].map((who) => listen(who)))
  const [toAlice = [], toClaire = [], toBenoit = []] = heard.map(({ events }) => events)
  await until('each knows how she stands', () => heard.every(({ events }) => stationsIn(events).length > 0))
  const call = await ring(rig)
  await say(alice, 'state', { state: 'available' })
  await say(alice, 'reachable', { registered: 'yes' })
  const waits = { state: 'waiting', queuedAt: rig.context.now() } as const
  await rig.context.db.insert(liveCalls).values({ clientId: call.clientId, callId: call.id, ...waits })
  tellFloor(rig.context, call.clientId)
  const ringing = await until('it rings', () =>
    toAlice.find(({ name, data }) => name === 'ringing' && data !== 'null'),
  )
  expect(JSON.parse(ringing.data)).toMatchObject({
    ...{ callId: call.id, client: 'Cabinet Morel & Associés', caller: 'Me Petit' },
    greeting: '«\u00a0Cabinet Morel & Associés, bonjour.\u00a0»',
  })
  await until('the floor is told', () => toClaire.some(({ name }) => name === 'floor'))
  expect(toBenoit.map(({ data }) => data).join()).not.toContain('Petit')
  expect(toBenoit.map(({ name }) => name)).not.toContain('floor')
  expect(stationsIn(toBenoit)).toHaveLength(1)
  for (const { stop } of heard) stop.abort()
})

type Heard = { name: string; data: string }
const stationsIn = (events: readonly Heard[]) => events.filter(({ name }) => name === 'station')

/** Everything that her stream brings. */
async function listen({ cookie }: Visitor): Promise<{ events: Heard[]; stop: AbortController }> {
  const stop = new AbortController()
  const headers = { cookie: `${cookie.name}=${cookie.value}` }
  const answer = await fetch(`${rig.url}/console/events`, { headers, signal: stop.signal })
  const events: Heard[] = []
  void (async () => {
    let rest = ''
    for await (const text of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + text).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const [, name = '', data = ''] = /^event: (.*)\ndata: (.*)$/s.exec(block) ?? []
        events.push({ name, data })
      }
    }
  })().catch(() => null)
  return { events, stop }
}
