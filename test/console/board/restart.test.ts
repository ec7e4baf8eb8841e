import { expect, test } from 'vitest'
import { buildApp } from '../../../src/app.ts'
import { startAgencyRig } from '../../support/agency-rig.ts'
import { startChromium } from '../../support/chromium.ts'
import { signIn } from '../../support/console-rig.ts'
import { ring } from '../../support/ring.ts'
import { describeWithChromium } from '../../support/where-installed.ts'

describeWithChromium('a board whose server is restarted', () => {
  test('says since when it is not live, and is whole again by itself', async () => {
    const rig = await startAgencyRig({ work: false })
    const browser = await startChromium()
    try {
      const page = await browser.newPage()
      await page.context().addCookies([{ ...(await signIn(rig, 'alice')).cookie, url: rig.url }])
      await page.goto(`${rig.url}/console`)
      await page.locator('#live[data-state=on]').waitFor()
      await rig.app.close()
      const sign = page.locator('#live[data-state=off]')
      await sign.waitFor()
      expect(await sign.textContent()).toMatch(/^Pas en direct depuis \d\d:\d\d:\d\d/)
      expect(await page.locator('#board').getAttribute('data-stale')).toBe('')
      const again = await buildApp(rig.context)
      const call = await ring({ app: again, context: rig.context })
      await again.listen({ port: rig.context.config.port, host: '127.0.0.1' })
      await page.locator('#live[data-state=on]').waitFor()
      await page.locator(`#c${call.id}.ringing`).waitFor()
      expect(await page.locator('#board').getAttribute('data-stale')).toBeNull()
      await page.close()
      await again.close()
    } finally {
      await browser.close()
      await rig.close()
    }
  }, 120_000)
})
