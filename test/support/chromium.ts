import { type Browser, chromium } from 'playwright-core'
import { chromiumPath } from './where-installed.ts'

/**
 * Debian's wrapper asks for a graphics processor that no test machine has; most of the rest would only talk to the
 * network. The microphone is Chromium's own, which beeps, and is never refused.
 */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
]

/** A microphone that beeps, and nobody who is asked whether it may be used. */
export const withMicrophone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']

/** A browser of the test's own, inside `describeWithChromium`. */
export const startChromium = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: [...flags, ...more] })
