import { parseArgs } from 'node:util'
import { startWork } from '../workers/main.ts'
import { buildApp } from './app.ts'
import { openAnswerPath } from './calls/answer-path.ts'
import { keepDirectory } from './clients/keep-directory.ts'
import { loadDemoAgency } from './clients/load-demo-agency.ts'
import { runAgencyCommand } from './clients/run-agency-command.ts'
import { type Config, readConfig } from './config.ts'
import { closeContext, createContext } from './context.ts'
import { migrateEmbeddedDatabase } from './db/migrate.ts'
import { completeDemo } from './demo.ts'
import { greet } from './greet.ts'
import { connectLines, startDemoExchange } from './simulator/demo-exchange.ts'
import { simulatorRoutes } from './simulator/simulator-routes.ts'
import { lockDataDir } from './single-instance/lock-data-dir.ts'
import { keepReplaying } from './spool/keep-replaying.ts'
import { whenTold } from './when-told.ts'

const { values } = parseArgs({ options: { role: { type: 'string' } } })
await start(readConfig({ ...process.env, ...(values.role ? { ROLE: values.role } : {}) }))

/** One process, from its start to its end: `web` answers, `worker` sends, `all` does both. */
async function start(settings: Config): Promise<void> {
  const lock = settings.storage.kind === 'embedded' ? await lockDataDir(settings.dataDir) : null
  const complete = await completeDemo(settings)
  const demo = complete.demo && complete.role !== 'worker' ? await startDemoExchange(complete) : null
  const config = demo?.config ?? complete

  const context = await createContext(config)
  if (context.database.kind === 'embedded') await migrateEmbeddedDatabase(context.database)
  if (config.demo) await loadDemoAgency(context.db, context.now())
  lock?.serve((argv, write) =>
    runAgencyCommand(argv, { ...context, write, changed: (ids) => context.live.changed(ids, 'settings') }),
  )
  const stopDirectory = await keepDirectory(context)
  const answering = { ...context, ...openAnswerPath(context) }

  const app = config.role === 'worker' ? null : await buildApp(answering)
  if (app && demo)
    await app.register(simulatorRoutes, {
      ...demo,
      directory: await connectLines(context.db, config, demo.exchange),
    })
  await app?.listen({ host: config.host, port: config.port })
  const work = config.role === 'web' ? null : await startWork(answering)
  const stopReplaying = keepReplaying(answering)
  greet(config, demo !== null)

  await whenTold(context.log, async () => {
    await app?.close()
    await work?.close()
    await demo?.exchange.close()
    await demo?.mailbox.close()
    stopDirectory()
    await stopReplaying()
    await closeContext(context)
    await lock?.release()
  })
}
