import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Config } from './config.ts'
import { demoApiKey } from './twilio-settings.ts'

const secretsSchema = z.object({ authToken: z.string(), sessionSecret: z.string() })

/** The secrets that a demo needs and nobody set: made at the first start, kept in the data folder. */
export async function completeDemo(config: Config): Promise<Config> {
  if (!config.demo || (config.twilio.authTokens.length > 0 && config.sessionSecret !== '')) return config
  const secrets = await keepSecrets(join(config.dataDir, 'demo-secrets.json'))
  const { twilio } = config
  const authTokens = twilio.authTokens.length > 0 ? twilio.authTokens : [secrets.authToken]
  return {
    ...config,
    twilio: { ...twilio, authTokens, apiKey: twilio.apiKey ?? demoApiKey(authTokens) },
    sessionSecret: config.sessionSecret || secrets.sessionSecret,
  }
}

async function keepSecrets(path: string): Promise<z.output<typeof secretsSchema>> {
  const kept = await readFile(path, 'utf8').catch(() => null)
  if (kept !== null) return secretsSchema.parse(JSON.parse(kept))
  const made = { authToken: randomBytes(16).toString('hex'), sessionSecret: randomBytes(32).toString('hex') }
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, JSON.stringify(made), { mode: 0o600 })
  return made
}
