import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/**
 * What axe finds wrong with the page, as rules with the markup at fault. Needs a page with `bypassCSP`. It takes up to
 * a second of the processor and looks at the French pages: the English ones have the same markup.
 */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source)
  return runAxe(page, {})
}

/**
 * What axe finds in the light scheme, then what only the colours of the dark one can make wrong: the page is loaded
 * once, since nothing else of it depends on the scheme. It ends in the light one.
 */
export async function violationsInBothSchemes(page: Page): Promise<string[]> {
  await putInScheme(page, 'light')
  const light = await violations(page)
  await putInScheme(page, 'dark')
  const dark = await runAxe(page, { runOnly: ['color-contrast', 'link-in-text-block'] })
  await putInScheme(page, 'light')
  return [...light, ...dark.map((found) => `dark: ${found}`)]
}

/**
 * Shows the page as it is in another scheme, colours that change slowly brought to their end at once: waited for, those
 * of a page that nobody draws might never arrive.
 */
export async function putInScheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.evaluate(
    `for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish()`,
  )
}

/** All nodes that are in order would otherwise be described too, which takes half of the time. */
const runAxe = (page: Page, options: { runOnly?: string[] }): Promise<string[]> =>
  page.evaluate(
    `axe.run(${JSON.stringify({ ...options, resultTypes: ['violations'] })}).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  )
