import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { startChromium } from '../support/chromium.ts'
import { signIn } from '../support/console-rig.ts'
import { describeOnEachDatabase } from '../support/each-database.ts'

describeOnEachDatabase('the queues, as the owner sees them', (database) => {
  let rig: AgencyRig
  beforeAll(async () => {
    rig = await startAgencyRig({ database, work: false })
  })
  afterAll(() => rig?.close())

  test('are listed with their counts, and nobody else sees them', async () => {
    await rig.context.jobs.add('deliveries', { clientId: 1, id: 'a-delivery', epoch: 1 })
    const diane = await signIn(rig, 'diane')
    expect((await diane.get('/console/jobs')).body).toContain('<base href="/console/jobs/"')
    const { status, body } = await diane.get(
      '/console/jobs/api/queues?activeQueue=deliveries&page=1&jobsPerPage=10',
    )
    expect(status).toBe(200)
    const shown: { queues: { name: string; counts: { waiting: number }; readOnlyMode: boolean }[] } =
      JSON.parse(body)
    const found = shown.queues.find(({ name }) => name === 'deliveries')
    expect(found).toMatchObject({ counts: { waiting: 1 }, readOnlyMode: true })
    for (const key of ['alice', 'claire']) {
      const other = await signIn(rig, key)
      expect((await other.get('/console/jobs')).status).toBe(403)
      expect((await other.get('/console/jobs/api/queues')).status).toBe(403)
    }
  })

  test('are only looked at: nothing is added, retried or emptied from there', async () => {
    const { cookie, formToken } = await signIn(rig, 'diane')
    const headers = { cookie: `${cookie.name}=${cookie.value}`, 'x-form-token': formToken }
    for (const act of ['pause', 'empty', 'obliterate', 'retry/failed', 'clean/failed', 'promote']) {
      const path = `/console/jobs/api/queues/deliveries/${act}`
      expect([act, (await fetch(rig.url + path, { method: 'PUT', headers })).status]).toEqual([act, 403])
    }
  })

  test.runIf(database === 'embedded' && inject('chromium') !== null)(
    'show in a browser, under that policy',
    async () => {
      const browser = await startChromium()
      try {
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
        const complaints: string[] = []
        context.on('console', (said) => said.type() === 'error' && complaints.push(said.text()))
        const { cookie } = await signIn(rig, 'diane')
        await context.addCookies([{ ...cookie, url: rig.url }])
        const page = await context.newPage()
        await page.goto(`${rig.url}/console/jobs/queue/deliveries`)
        await page.getByText('a-delivery').first().waitFor()
        if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/jobs.png` })
        // The fonts that its page asks another host for are what the policy keeps out.
        expect(complaints.filter((said) => !/fonts\.googleapis\.com/.test(said))).toEqual([])
      } finally {
        await browser.close()
      }
    },
    60_000,
  )

  test('have a policy of their own, and every other page keeps the narrow one', async () => {
    const { cookie } = await signIn(rig, 'diane')
    const policyOf = async (path: string) => {
      const headers = { cookie: `${cookie.name}=${cookie.value}` }
      return (await fetch(rig.url + path, { headers })).headers.get('content-security-policy')
    }
    expect(await policyOf('/console/jobs')).toMatch(/style-src 'self' 'unsafe-inline'.*base-uri 'self'/)
    for (const path of ['/console', '/console/account', '/console/sign-in', '/console/jobsx'])
      expect(await policyOf(path)).toMatch(/style-src 'self';.*base-uri 'none'/)
  })
})
