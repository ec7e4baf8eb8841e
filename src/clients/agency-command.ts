import { type Config, readConfig } from '../config.ts'
import type { Database } from '../db/database.ts'
import { openEmbeddedDatabase } from '../db/embedded-database.ts'
import { tellChanged } from '../db/live.ts'
import { migrateEmbeddedDatabase } from '../db/migrate.ts'
import { openServerDatabase } from '../db/server-database.ts'
import { sendCommand } from '../single-instance/send-command.ts'
import { takeInstanceLock } from '../single-instance.ts'
import { runAgencyCheck } from './run-agency-check.ts'
import { runAgencyCommand, withAbsolutePaths } from './run-agency-command.ts'

/**
 * `npm run agency`: on PostgreSQL by itself; on the embedded database by itself too, unless a server has it
 * open, which then executes the command in its place.
 */
async function main(argv: string[], config: Config): Promise<number> {
  const [verb, path] = argv
  if (verb === 'check' && path) return runAgencyCheck(path, { config, now: () => new Date(), write })
  if (config.storage.kind === 'server')
    return runOn(openServerDatabase(config.storage.databaseUrl), argv, config)
  const busy = async (_: string[], refuse: (text: string) => void) => {
    refuse('Another agency command is at work on this folder; run yours when it is done\n')
    return 1
  }
  const lock = await takeInstanceLock(config.dataDir, busy)
  if (lock === 'held by another') return sendCommand(config.dataDir, argv, write)
  try {
    const database = await openEmbeddedDatabase({ folder: `${config.dataDir}/database` })
    await migrateEmbeddedDatabase(database)
    return await runOn(database, argv, config)
  } finally {
    await lock.release()
  }
}

async function runOn(database: Database, argv: string[], config: Config): Promise<number> {
  try {
    const changed = (clientIds: readonly number[]) => tellChanged(database, clientIds)
    return await runAgencyCommand(argv, { database, config, now: () => new Date(), write, changed })
  } finally {
    await database.close()
  }
}

function write(text: string): void {
  process.stdout.write(text)
}

if (import.meta.main) {
  // npm changes into the project's folder; INIT_CWD is where its user was.
  const argv = withAbsolutePaths(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd())
  process.exitCode = await main(argv, readConfig(process.env))
}
