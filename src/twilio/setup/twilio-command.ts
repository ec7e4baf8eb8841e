import { type Config, readConfig } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { openServerDatabase } from '../../db/server-database.ts'
import { sendCommand } from '../../single-instance/send-command.ts'
import { takeInstanceLock } from '../../single-instance.ts'
import { runTwilioCommand } from './run-twilio-command.ts'

/**
 * `npm run twilio`: on PostgreSQL by itself. The embedded database is a demo's, whose exchange lives in the server that
 * has it open: that server executes the command.
 */
async function main(argv: string[], config: Config): Promise<number> {
  if (config.storage.kind === 'server')
    return runOn(openServerDatabase(config.storage.databaseUrl), argv, config)
  const lock = await takeInstanceLock(config.dataDir, async () => 1)
  if (lock === 'held by another') return sendCommand(config.dataDir, ['twilio', ...argv], write)
  await lock.release()
  write('Without DATABASE_URL this is the demo, whose exchange runs in the server: npm start it first\n')
  return 1
}

async function runOn(database: Database, argv: string[], config: Config): Promise<number> {
  try {
    return await runTwilioCommand(argv, { db: database.db, config, write })
  } finally {
    await database.close()
  }
}

function write(text: string): void {
  process.stdout.write(text)
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), readConfig(process.env))
