import { describe, inject } from 'vitest'
import type { RealServers } from './global-setup.ts'

/** Whether there are a real PostgreSQL and Redis. */
export const hasRealServers = (): boolean => inject('realServers') !== null

/** `describe` for tests on a real PostgreSQL and Redis; reported as skipped where they are not installed. */
export const describeWithRealServers = describe.skipIf(!hasRealServers())

/** `describe` for tests in a browser; reported as skipped where no Chromium is installed. */
export const describeWithChromium = describe.skipIf(inject('chromium') === null)

/** `describe` for tests with a real calendar server; reported as skipped where no Radicale is installed. */
export const describeWithRadicale = describe.skipIf(!inject('radicale'))

/** The shared servers, inside `describeWithRealServers`. */
export function realServers(): RealServers {
  const servers = inject('realServers')
  if (servers === null) throw new Error('PostgreSQL and Redis are not installed on this machine')
  return servers
}

/** Path of the Chromium, inside `describeWithChromium`. */
export function chromiumPath(): string {
  const path = inject('chromium')
  if (path === null) throw new Error('Chromium is not installed on this machine')
  return path
}
