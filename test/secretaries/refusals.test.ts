import type { verify } from '@node-rs/argon2'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { secretaries } from '../../src/secretaries/tables.ts'
import type { AgencyRig } from '../support/agency-rig.ts'
import { plainBrowser } from '../support/plain-browser.ts'
import { givePassword } from '../support/secretary-rig.ts'

/** The real one, which counts. */
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>()
  return { ...real, verify: vi.fn(real.verify) }
})

let rig: AgencyRig
let looked: ReturnType<typeof vi.mocked<typeof verify>>
// Test files share a process: the application may be loaded already, with the one that does not count.
beforeAll(async () => {
  vi.resetModules()
  looked = vi.mocked((await import('@node-rs/argon2')).verify)
  const { startAgencyRig } = await import('../support/agency-rig.ts')
  rig = await startAgencyRig({ work: false })
  await givePassword(rig.context, 'alice')
})
afterAll(() => rig.close())

test('every way of being refused costs one look at a hash of the same cost', async () => {
  const { id } = await givePassword(rig.context, 'benoit')
  await rig.context.db.update(secretaries).set({ disabledAt: new Date() }).where(eq(secretaries.id, id))
  const wrong = (email: string) =>
    plainBrowser(rig).post('/console/sign-in', { email, password: 'not this one at all' })
  await wrong('alice@permanence.demo.test')
  for (const to of [
    'alice@permanence.demo.test',
    'nobody@permanence.demo.test',
    'benoit@permanence.demo.test',
    'claire@permanence.demo.test',
    '',
  ]) {
    looked.mockClear()
    expect((await wrong(to)).status).toBe(422)
    expect(looked).toHaveBeenCalledTimes(1)
    expect(looked.mock.calls[0]?.[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  }
})
