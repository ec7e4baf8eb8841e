import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { AgencyRig } from '../../support/agency-rig.ts'
import { startChromium } from '../../support/chromium.ts'
import { signIn, type Visitor } from '../../support/console-rig.ts'

/** A secretary at her desk: a browser of her own, in which she is signed in. */
export type Seat = {
  readonly page: Page
  readonly visitor: Visitor
  /** She signs in once more, as in another tab. */
  signInAgain: () => Promise<void>
  close: () => Promise<void>
}

export const startBrowser = (): Promise<Browser> => startChromium()

export async function takeSeat(
  rig: AgencyRig,
  browser: Browser,
  key: string,
  options: BrowserContextOptions = {},
): Promise<Seat> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const visitor = await signIn(rig, key)
  await context.addCookies([{ ...visitor.cookie, url: rig.url }])
  const page = await context.newPage()
  return {
    page,
    visitor,
    async signInAgain() {
      const { cookie } = await signIn(rig, key)
      await context.addCookies([{ ...cookie, url: rig.url }])
    },
    close: () => context.close(),
  }
}

/** A key as a French keyboard has it: where an American one writes 1 to 9, `&é"'(-è_ç`; its A is where the other has Q. */
export async function pressAzerty(
  page: Page,
  place: string,
  writes: string,
  held: 'alt' | 'altShift' | null = null,
) {
  const devtools = await page.context().newCDPSession(page)
  const modifiers = held === 'alt' ? 1 : held === 'altShift' ? 9 : 0
  const key = { code: place, key: writes, modifiers }
  await devtools.send('Input.dispatchKeyEvent', {
    type: 'keyDown',
    ...(held ? {} : { text: writes }),
    ...key,
  })
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
  await devtools.detach()
}

export const focusedName = (page: Page): Promise<string> =>
  page.evaluate('document.activeElement.name || document.activeElement.id || document.activeElement.tagName')
