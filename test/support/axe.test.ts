import { expect, test } from 'vitest'
import { violationsInBothSchemes } from './axe.ts'
import { startChromium } from './chromium.ts'
import { describeWithChromium } from './where-installed.ts'

const pageWith = (style: string) => `<!doctype html><html lang="fr"><title>Essai</title><style>
  p { color: #222; background: #fff; transition: color 0.3s }
  ${style}
</style><main><h1>Essai</h1><p>Bonjour</p></main></html>`

describeWithChromium('what axe is asked', () => {
  test('finds a colour that is wrong in one scheme only, also one that changes slowly', async () => {
    const browser = await startChromium()
    try {
      const page = await browser.newPage()
      await page.setContent(pageWith(''))
      expect(await violationsInBothSchemes(page)).toEqual([])
      await page.setContent(pageWith('@media (prefers-color-scheme: dark) { p { color: #ddd } }'))
      expect(await violationsInBothSchemes(page)).toEqual(['dark: color-contrast: <p>Bonjour</p>'])
      await page.setContent(pageWith('@media (prefers-color-scheme: light) { p { color: #ddd } }'))
      expect(await violationsInBothSchemes(page)).toEqual(['color-contrast: <p>Bonjour</p>'])
    } finally {
      await browser.close()
    }
  })
})
