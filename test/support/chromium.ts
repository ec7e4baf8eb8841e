import { type Browser, chromium } from 'playwright-core'
import { chromiumPath } from './where-installed.ts'

/**
 * Debian's wrapper asks for a graphics processor that no test machine has; most of the rest would only talk to the
 * network.
 */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A microphone that beeps, and nobody who is asked whether it may be used. */
export const withMicrophone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']

/** The same, which a page may use only where its context has the permission. */
export const askedForMicrophone = ['--use-fake-device-for-media-stream']

const launch = (more: readonly string[]): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: [...flags, ...more] })

let shared: Browser | null = null

/**
 * A browser, inside `describeWithChromium`: one of its own where it needs more flags, else that of this process, which
 * its test files use one after the other. Closing that one closes its windows; it ends with the process.
 */
export async function startChromium(more: readonly string[] = []): Promise<Browser> {
  if (more.length > 0) return launch(more)
  if (shared?.isConnected()) return shared
  const browser = await launch(withMicrophone)
  browser.close = async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
  }
  shared = browser
  return browser
}
