import { type Browser, chromium } from 'playwright-core'
import { chromiumPath } from './where-installed.ts'

/** Debian's wrapper asks for a graphics processor that no test machine has; the rest would only talk to the network. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A browser of the test's own, inside `describeWithChromium`. */
export const startChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: flags })
