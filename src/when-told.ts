import type { Log } from './log.ts'

const longestStopMs = 30_000

/**
 * Waits for SIGTERM or SIGINT, then runs `stop` and ends the process: with 0 when all went well, with 1 when it
 * took longer than 30 s or a second signal came. What nobody caught ends it too: a supervisor starts it again.
 */
export async function whenTold(log: Log, stop: () => Promise<void>): Promise<void> {
  process.on('uncaughtException', (err) => giveUp(log, err))
  process.on('unhandledRejection', (err) => giveUp(log, err))
  await new Promise<void>((told) => {
    process.once('SIGTERM', () => told())
    process.once('SIGINT', () => told())
  })
  log.info({ event: 'process.stopping' })
  process.once('SIGTERM', () => process.exit(1))
  process.once('SIGINT', () => process.exit(1))
  setTimeout(() => process.exit(1), longestStopMs).unref()
  await stop()
  log.info({ event: 'process.stopped' })
  process.exit(0)
}

function giveUp(log: Log, err: unknown): void {
  log.fatal({ event: 'process.broken', err })
  process.exit(1)
}
