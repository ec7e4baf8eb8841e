import { buildApp } from '../../src/app.ts'
import { createFactsReader } from '../../src/calls/read-facts.ts'
import { createCallWriter } from '../../src/calls/save-call.ts'
import { keepDirectory } from '../../src/clients/keep-directory.ts'
import { readConfig } from '../../src/config.ts'
import { createContext } from '../../src/context.ts'
import { createRuleShelf } from '../../src/rules/rule-shelf.ts'

const stuckMs = 400

/** The web process with one statement for each call, whoever else arrives: each has a gatherer of its own. */
const config = readConfig({ ...process.env, ROLE: 'web' })
const context = await createContext(config)
await keepDirectory(context)
const shelf = createRuleShelf()
const app = await buildApp({
  ...context,
  readFacts: (question, signal) => createFactsReader(context.answers, stuckMs, shelf)(question, signal),
  saveCall: (call, signal) => createCallWriter(context.answers, stuckMs)(call, signal),
})
await app.listen({ port: config.port, host: config.host })
process.once('SIGTERM', () => process.exit())
