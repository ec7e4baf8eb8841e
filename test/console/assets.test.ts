import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { signIn } from '../support/console-rig.ts'
import { ring } from '../support/ring.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
})
afterAll(() => rig.close())

const scripts = fileURLToPath(new URL('../../src/console/assets/console', import.meta.url))
const get = (path: string, headers = {}) => rig.app.inject({ url: path, headers })

test('an asset goes compressed to a browser that can read it, and once only', async () => {
  const [plain, small] = [
    await get('/assets/pico.min.css'),
    await get('/assets/pico.min.css', { 'accept-encoding': 'gzip, br' }),
  ]
  expect(plain.headers['content-type']).toBe('text/css; charset=utf-8')
  expect(small.headers['content-encoding']).toBe('br')
  expect(small.rawPayload.length).toBeLessThan(plain.rawPayload.length / 5)
  const again = await get('/assets/pico.min.css', { 'if-none-match': String(small.headers.etag) })
  expect([again.statusCode, again.body]).toEqual([304, ''])
})

test.each([
  '../console-frame.ts',
  '%2e%2e/routes.ts',
  'console',
  'console/nothing.js',
  '/etc/passwd',
  '__proto__',
])('nothing else has an address there: %s', async (path) => {
  expect((await get(`/assets/${path}`)).statusCode).toBe(404)
})

test('every address that a script imports has a script', async () => {
  const imports = readdirSync(scripts).flatMap((name) => {
    const found = readFileSync(join(scripts, name), 'utf8').matchAll(/from '([^']+)'|import '([^']+)'/g)
    return [...found].map(
      ([, named, bare]) => new URL(named ?? bare ?? '', 'http://a/assets/console/').pathname,
    )
  })
  expect(imports).toContain('/assets/sortable.esm.js')
  for (const path of new Set(imports)) expect((await get(path)).statusCode, path).toBe(200)
})

test('the first load of a busy board is at most 60 kB over the wire, with all its assets', async () => {
  const { cookie } = await signIn(rig, 'alice')
  for (let n = 0; n < 40; n++) await ring(rig, { from: `+3361234${1000 + n}` })
  const headers = { cookie: `${cookie.name}=${cookie.value}`, 'accept-encoding': 'br' }
  const page = await get('/console', headers)
  const modules = ['ages', 'keys', 'live', 'morph'].map((name) => `/assets/console/${name}.js`)
  const named = [...page.body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '')
  let bytes = page.rawPayload.length
  for (const path of new Set([...named, ...modules])) {
    const answer = await get(path, headers)
    expect(answer.statusCode, path).toBe(200)
    bytes += answer.rawPayload.length
  }
  expect(page.body.match(/data-ringing/g)?.length).toBe(40)
  expect(bytes).toBeLessThan(60_000)
})
