import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startWork } from '../workers/main.ts'
import { watchFloor } from './answering/watch-floor.ts'
import { buildApp } from './app.ts'
import { watchRecordings } from './call-recordings/watch-recordings.ts'
import { openAnswerPath } from './calls/answer-path.ts'
import { keepDirectory } from './clients/keep-directory.ts'
import { type Config, readConfig } from './config.ts'
import { type Context, closeContext, createContext } from './context.ts'
import { migrateEmbeddedDatabase } from './db/migrate.ts'
import { completeDemo } from './demo.ts'
import { greet } from './greet.ts'
import { giveDemoItsPast, loadDemo } from './load-demo.ts'
import { startMailIntake } from './mail-intake/start-mail-intake.ts'
import { connectLines, startDemoExchange } from './simulator/demo-exchange.ts'
import { simulatorRoutes } from './simulator/simulator-routes.ts'
import { lockDataDir } from './single-instance/lock-data-dir.ts'
import { keepReplaying } from './spool/keep-replaying.ts'
import { whenTold } from './when-told.ts'

/** By then a proxy that looks at `/readyz` sends no more new requests here. */
const unroutedAfterMs = 5_000

/** `--role` goes before the environment. What is wrong with the settings is said without a stack. */
function readSettings(): Config {
  const { values } = parseArgs({ options: { role: { type: 'string' } } })
  try {
    return readConfig({ ...process.env, ...(values.role ? { ROLE: values.role } : {}) })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}

/** One process, from its start to its end: `web` answers, `worker` sends, `all` does both. */
async function start(settings: Config): Promise<void> {
  const lock = settings.storage.kind === 'embedded' ? await lockDataDir(settings.dataDir) : null
  const complete = await completeDemo(settings)
  const demo = needsOwnExchange(complete) ? await startDemoExchange(complete) : null
  const config = demo?.config ?? complete

  const context = await createContext(config)
  if (context.database.kind === 'embedded') await migrateEmbeddedDatabase(context.database)
  const agency = config.demo
    ? await loadDemo(context.db, context.now()).catch((err) => bootWithout(context, err))
    : 'alreadyThere'
  lock?.serve(async (argv, write) => {
    const { runCommand } = await import('./run-command.ts')
    return runCommand(context, argv, write)
  })
  const stopDirectory = await keepDirectory(context)
  const stopWatching = watchFloor(context)
  const stopRecorders = watchRecordings(context)
  const answering = { ...context, ...openAnswerPath(context) }

  const app = config.role === 'worker' ? null : await buildApp(answering)
  const intake = config.role === 'worker' ? null : await startMailIntake(answering)
  if (app && demo)
    await app.register(simulatorRoutes, {
      ...demo,
      replySmtpUrl: intake && `smtp://127.0.0.1:${intake.port}`,
      directory: await connectLines(context.db, config, demo.exchange),
    })
  await app?.listen({ host: config.host, port: config.port })
  const stopReplaying = keepReplaying(answering)
  // Not waited for: it waits for Redis, and callers wait for nothing.
  const work = config.role === 'web' ? null : startWork(answering)
  greet(config, demo !== null)
  if (agency === 'loaded') void giveDemoItsPast(answering)

  await whenTold(context.log, async () => {
    context.stopping.abort()
    await Promise.all([closeWeb(app, config), intake?.close(), work?.then((workers) => workers.close())])
    await demo?.exchange.close()
    await demo?.mailbox.close()
    stopDirectory()
    stopWatching()
    await stopRecorders()
    await stopReplaying()
    await closeContext(context)
    await lock?.release()
  })
}

async function closeWeb(
  app: Awaited<ReturnType<typeof buildApp>> | null,
  { storage }: Config,
): Promise<void> {
  if (app && storage.kind === 'server') await wait(unroutedAfterMs)
  await app?.close()
}

/** In demo mode TWILIO_API_URL names an exchange that runs elsewhere. */
const needsOwnExchange = ({ demo, role, twilio }: Config): boolean =>
  demo && role !== 'worker' && twilio.apiUrl === null

/** A database server may come later: calls are answered from the last snapshot until then. */
function bootWithout({ database, log }: Context, err: unknown): 'alreadyThere' {
  if (database.kind === 'embedded') throw err
  log.error({ event: 'demo.notLoaded', err })
  return 'alreadyThere'
}

await start(readSettings())
