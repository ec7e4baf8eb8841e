import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { signIn } from '../support/console-rig.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
})
afterAll(() => rig.close())

test('nobody is sent to sign in and comes back to where he was going', async () => {
  const answer = await fetch(`${rig.url}/console/calls?q=petit`, { redirect: 'manual' })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/console/sign-in?next=%2Fconsole%2Fcalls%3Fq%3Dpetit')
})

test('what a page asks for in the background is told by its status, not sent elsewhere', async () => {
  const answer = await fetch(`${rig.url}/console/nowhere`, { headers: { 'x-requested-with': 'fetch' } })
  expect(answer.status).toBe(401)
})

test('a page that does not exist is refused on a page, with the headers of a private one', async () => {
  const { get } = await signIn(rig, 'claire')
  const { status, body } = await get('/console/nowhere')
  expect(status).toBe(404)
  expect(body).toContain('Rien n’a été modifié.')
  expect(body).toContain('aria-label="Menu principal"')
})
