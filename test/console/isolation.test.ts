import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { secretaries } from '../../src/secretaries/tables.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { collectRoutes, type Route } from '../support/collect-routes.ts'
import { signIn } from '../support/console-rig.ts'
import { askOf, contentOf, fill, nameOf, parametersOf, said } from './walk.ts'
import { type Filling, nothing, stageClient, stageSecretary } from './walk-stage.ts'

/** Where nobody need be signed in. A new one is added here by somebody who has thought about it. */
const forAnyone = [
  'GET /console/sign-in',
  'POST /console/sign-in',
  'POST /console/sign-in/code',
  'POST /console/demo-sign-in',
  'GET /console/forgot-password',
  'POST /console/forgot-password',
  'GET /console/password/:token',
  'POST /console/password/:token',
]

/** Forms that name no object in their address: about oneself, or with the object in a field. */
const ownForms = [
  'POST /console/sign-out',
  'POST /console/account/preferences',
  'POST /console/account/password',
  'POST /console/account/sessions/end-others',
  'POST /console/account/totp/start',
  'POST /console/account/totp/confirm',
  'POST /console/account/totp/codes',
  'POST /console/account/totp/off',
  'POST /console/station/state',
  'POST /console/station/reachable',
  'POST /console/station/wrap-up-end',
  'POST /console/station/device',
  'POST /console/station/telephone',
  'POST /console/station/telephone/drop',
  'POST /console/shifts/end',
]

/** Pages of things that the staged objects do not have, that ask for a query, or that the owner must allow first. */
const needsMore = /audio|draft|diff|service-levels/

/** What else a form must say to come as far as its object. */
const fields: Record<string, Filling> = {
  'POST /console/calls/:clientId/:callId/wrap-up': { outcome: 'informationGiven' },
  'POST /console/callbacks/new': { who: '+33199005588' },
  'POST /console/callbacks/:clientId/:callbackId/tried': { outcome: 'noAnswer' },
  'POST /console/callbacks/:clientId/:callbackId/close': { reason: 'notReached' },
  'POST /console/shifts/notes': { body: 'SECRET' },
  'POST /console/log': { direction: 'inbound', number: '+33199005588', minutes: '1' },
}

let rig: AgencyRig
let routes: Route[]
let morels: Filling
let own: Filling
beforeAll(async () => {
  const collected = await collectRoutes(async () => {
    rig = await startAgencyRig({ work: false })
    return rig.app
  })
  routes = collected.routes.filter(({ url }) => /^\/console(\/|$)/.test(url))
  morels = { ...(await stageClient(rig, 'morel', '+33199001001')), ...(await stageSecretary(rig, 'alice')) }
  own = { ...(await stageClient(rig, 'lenoir', '+33199001003')), ...(await stageSecretary(rig, 'claire')) }
}, 120_000)
afterAll(() => rig?.close())

const guarded = () => routes.filter((route) => !forAnyone.includes(nameOf(route)))

test('the walk knows every parameter, every form and every open door of the console', () => {
  expect(routes.length).toBeGreaterThan(60)
  const unknown = routes.flatMap((route) =>
    route.access === 'owner'
      ? []
      : parametersOf(route).filter((name) => name !== 'token' && !(name in nothing)),
  )
  expect(unknown, 'names to put into walk-stage.ts').toEqual([])
  const open = routes.filter(({ access }) => access === 'anyone').map(nameOf)
  expect([...new Set(open)].sort(), 'routes for anyone').toEqual([...forAnyone].sort())
  const forms = routes.filter(
    (route) => route.method !== 'GET' && route.method !== 'HEAD' && route.access === 'secretary',
  )
  const loose = forms.filter((route) => parametersOf(route).length === 0).map(nameOf)
  expect(
    loose.filter((name) => !ownForms.includes(name) && !(name in fields)),
    'forms without an object',
  ).toEqual([])
})

test('the addresses of the walk are real: a supervisor sees what they name', async () => {
  const claire = await signIn(rig, 'claire')
  const bad: string[] = []
  for (const route of routes.filter(
    (one) => one.method === 'GET' && one.access !== 'anyone' && one.access !== 'owner',
  )) {
    const names = parametersOf(route)
    if (!names.some((name) => /Id$/.test(name)) || names.some((name) => ['key', 'version'].includes(name)))
      continue
    if (needsMore.test(route.url)) continue
    const { status } = await askOf(rig, route, fill(route, morels), claire)
    if (status >= 400) bad.push(`${status} ${route.url}`)
  }
  expect(bad).toEqual([])
})

test('nobody and somebody disabled are sent to sign in from everywhere, and change nothing', async () => {
  const disabled = await signIn(rig, 'benoit')
  await rig.context.db
    .update(secretaries)
    .set({ disabledAt: new Date() })
    .where(eq(secretaries.key, 'benoit'))
  const before = await contentOf(rig)
  const bad: string[] = []
  for (const route of guarded())
    for (const visitor of [null, disabled]) {
      const { status, location } = await askOf(rig, route, fill(route, morels), visitor, morels)
      if (status !== 303 || !location?.startsWith('/console/sign-in')) bad.push(`${status} ${nameOf(route)}`)
    }
  expect(bad).toEqual([])
  expect(await contentOf(rig)).toEqual(before)
  await rig.context.db.update(secretaries).set({ disabledAt: null }).where(eq(secretaries.key, 'benoit'))
}, 120_000)

test('the wrong role is refused before anything is looked up, and changes nothing', async () => {
  const [alice, claire] = [await signIn(rig, 'alice'), await signIn(rig, 'claire')]
  const before = await contentOf(rig)
  const bad: string[] = []
  for (const route of guarded().filter(({ access }) => access !== 'secretary')) {
    const visitors = route.access === 'owner' ? [alice, claire] : [alice]
    for (const visitor of visitors)
      for (const filling of [morels, nothing]) {
        const { status } = await askOf(rig, route, fill(route, filling), visitor, filling)
        if (status !== 403) bad.push(`${status} ${nameOf(route)}`)
      }
  }
  expect(bad).toEqual([])
  expect(await contentOf(rig)).toEqual(before)
}, 120_000)

test('objects of another client are, in every position, what is not there at all', async () => {
  const benoit = await signIn(rig, 'benoit')
  const bad: string[] = []
  const before = await contentOf(rig)
  for (const route of guarded()) {
    const names = parametersOf(route)
    const form = { ...fields[nameOf(route)] }
    if (names.length === 0 || route.access !== 'secretary') continue
    const mixed = { ...morels, clientId: own.clientId ?? '' }
    const unknown = { ...nothing, clientId: own.clientId ?? '' }
    const isMixable =
      names.includes('clientId') && names.some((name) => name !== 'clientId' && name.endsWith('Id'))
    const pairs = isMixable
      ? [
          [morels, nothing],
          [mixed, unknown],
        ]
      : [[morels, nothing]]
    for (const [theirs = nothing, absent = nothing] of pairs) {
      const seen = said(await askOf(rig, route, fill(route, theirs), benoit, { ...form, ...theirs }))
      const other = said(await askOf(rig, route, fill(route, absent), benoit, { ...form, ...absent }))
      if (seen.status !== 404)
        bad.push(`${seen.status} ${nameOf(route)} ${theirs === mixed ? '(own client)' : ''}`)
      else if (JSON.stringify(seen) !== JSON.stringify(other)) bad.push(`tells apart: ${nameOf(route)}`)
    }
  }
  const after = await contentOf(rig)
  expect(bad).toEqual([])
  expect(after).toEqual(before)
}, 180_000)

test('a form that names another client in a field changes nothing', async () => {
  const benoit = await signIn(rig, 'benoit')
  const before = await contentOf(rig)
  for (const [name, form] of Object.entries(fields)) {
    const route = routes.find((one) => nameOf(one) === name)
    if (!route) continue
    const clientFields = { clientId: morels.clientId ?? '', client: morels.clientId ?? '' }
    const { status } = await askOf(rig, route, fill(route, morels), benoit, { ...form, ...clientFields })
    expect([name, status >= 400]).toEqual([name, true])
  }
  expect(await contentOf(rig)).toEqual(before)
})

test('the marks of another client would be seen: on the board of somebody who may, they are', async () => {
  const alice = await signIn(rig, 'alice')
  const { body } = await alice.get('/console')
  for (const mark of ['Cabinet Morel', morels.callId]) expect(body).toContain(mark)
})

const around = (body: string, mark: string) => body.slice(Math.max(0, body.indexOf(mark) - 200)).slice(0, 300)

test('no list, no search and no stream shows anything of another client', async () => {
  const benoit = await signIn(rig, 'benoit')
  const marks = [
    'Cabinet Morel',
    'Me Morel',
    'Me Petit',
    'SECRET-morel',
    morels.callId,
    morels.messageId,
    morels.taskId,
    morels.callbackId,
    morels.appointmentId,
  ]
  const bad: string[] = []
  for (const route of guarded()) {
    if (route.method !== 'GET' || route.access !== 'secretary' || parametersOf(route).length > 0) continue
    const queries = [
      '',
      `?clientId=${morels.clientId}&client=${morels.clientId}`,
      '?q=petit',
      `?contact=${morels.contactId}`,
    ]
    for (const query of queries) {
      const { body } = await askOf(rig, route, fill(route, morels) + query, benoit)
      for (const mark of marks)
        if (mark && body.includes(mark)) bad.push(`${nameOf(route)}${query}: ${around(body, mark)}`)
    }
  }
  expect(bad).toEqual([])
}, 120_000)
