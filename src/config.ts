import { resolve } from 'node:path'
import { z } from 'zod'
import {
  type MailConfig,
  type MailIntakeConfig,
  mailInconsistencies,
  mailSettings,
  toMailConfig,
  toMailIntakeConfig,
} from './mail-settings.ts'
import {
  type TwilioConfig,
  toTwilioConfig,
  twilioInconsistencies,
  twilioSettings,
} from './twilio-settings.ts'

export type Config = {
  readonly role: 'web' | 'worker' | 'all'
  readonly port: number
  readonly host: string
  /** Scheme and host that the exchange and people reach us by, without a slash at the end. */
  readonly publicUrl: string
  readonly dataDir: string
  readonly storage: { kind: 'embedded' } | { kind: 'server'; databaseUrl: string; redisUrl: string }
  /** No Twilio account: the simulator stands in for the exchange and the mail server. */
  readonly demo: boolean
  readonly twilio: TwilioConfig
  readonly mail: MailConfig
  /** Null: this installation takes no replies by e-mail. */
  readonly mailIntake: MailIntakeConfig | null
  /** Empty only before a demo made its own. */
  readonly sessionSecret: string
  readonly files: { kind: 'disk' } | { kind: 's3'; bucket: string; region: string; endpoint: string | null }
  /** Nobody works at the console without a second step; else only those who work for a health client, and no demo. */
  readonly requireTotp: boolean
  /** How many proxies stand before us, each adding the address it was asked from to X-Forwarded-For. */
  readonly proxyHops: number
  /** Others than this machine may see the demo, and sign in as anybody in it. */
  readonly demoPublic: boolean
  /** Calendars may lie on this machine or in its own network, and be read without encryption. */
  readonly privateCalendars: boolean
  /** Name of the host certified for health data (HDS); without it no client may carry the health flag. */
  readonly hdsHost: string | null
  readonly logLevel: string
}

const blank = (value: unknown) => (value === '' ? undefined : value)
const text = z.preprocess(blank, z.string().optional())
const url = (protocol: RegExp, example: string) =>
  z.preprocess(blank, z.url({ protocol, error: `expected an address such as ${example}` }).optional())

const settings = z.object({
  ROLE: z.preprocess(blank, z.enum(['web', 'worker', 'all']).default('all')),
  PORT: z.preprocess(
    blank,
    z.coerce.number('expected a port such as 3000').int().min(0).max(65_535).default(3000),
  ),
  HOST: text,
  PUBLIC_URL: url(/^https?$/, 'https://permanence.example.fr'),
  DATA_DIR: z.preprocess(blank, z.string().default('./data')),
  DATABASE_URL: url(/^postgres(ql)?$/, 'postgres://user:password@host:5432/permanence'),
  REDIS_URL: url(/^rediss?$/, 'redis://host:6379'),
  ...twilioSettings,
  ...mailSettings,
  SESSION_SECRET: z.preprocess(blank, z.string().min(32, 'expected at least 32 characters').optional()),
  S3_BUCKET: text,
  S3_REGION: text,
  S3_ENDPOINT: url(/^https?$/, 'https://s3.example.fr'),
  HDS_HOST: text,
  REQUIRE_TOTP: z.preprocess(blank, z.enum(['yes', 'no']).default('no')),
  PROXY_HOPS: z.preprocess(
    blank,
    z.coerce.number('expected how many proxies, such as 1').int().min(0).max(9).default(0),
  ),
  DEMO_PUBLIC: text,
  PRIVATE_CALENDARS: z.preprocess(blank, z.enum(['yes', 'no']).optional()),
  LOG_LEVEL: z.preprocess(
    blank,
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  ),
})

type Settings = z.output<typeof settings>

/** Reads the environment, once. Throws one error that names every missing or wrong setting. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = settings.safeParse(env)
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => sayIssue(issue, env))
  // What is wrong by itself is left out, so that what does not fit together is named in the same message.
  const rest = parsed.success ? parsed.data : settings.parse(withoutWrong(env, parsed.error.issues))
  wrong.push(...inconsistencies(rest))
  if (wrong.length > 0)
    throw new Error(`These settings keep Permanence from starting:\n${wrong.map((w) => `  ${w}`).join('\n')}`)
  return toConfig(rest)
}

type Issue = { path: PropertyKey[]; message: string }
const secrets = /TOKEN|SECRET|URL|KEY/

const sayIssue = ({ path, message }: Issue, env: Record<string, string | undefined>): string => {
  const name = String(path[0])
  return secrets.test(name) ? `${name}: ${message}` : `${name}: "${env[name]}", ${message}`
}

const withoutWrong = (env: Record<string, string | undefined>, issues: Issue[]) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !issues.some(({ path }) => path[0] === name)))

function inconsistencies(s: Settings): string[] {
  const wrong: string[] = []
  const missing = (name: keyof Settings, why: string) => s[name] ?? wrong.push(`${name}: missing, ${why}`)
  if (s.DATABASE_URL && !s.REDIS_URL) missing('REDIS_URL', 'since DATABASE_URL is set: both or neither')
  if (s.REDIS_URL && !s.DATABASE_URL) missing('DATABASE_URL', 'since REDIS_URL is set: both or neither')
  if (s.ROLE !== 'all') missing('DATABASE_URL', `role ${s.ROLE} shares its database with other processes`)
  if (s.TWILIO_ACCOUNT_SID)
    for (const name of [
      'TWILIO_AUTH_TOKEN',
      'PUBLIC_URL',
      'SMTP_URL',
      'MAIL_FROM',
      'SESSION_SECRET',
    ] as const)
      missing(name, 'needed with a Twilio account')
  else if (s.DEMO_PUBLIC !== 'yes')
    for (const name of ['HOST', 'MAIL_INTAKE_HOST'] as const)
      if (s[name] && !isLoopback(s[name]))
        wrong.push(
          `${name}: ${s[name]} would show the demo to others; expected 127.0.0.1, or DEMO_PUBLIC=yes`,
        )
  if (s.S3_BUCKET) missing('S3_REGION', 'since S3_BUCKET is set')
  return [...wrong, ...twilioInconsistencies(s), ...mailInconsistencies(s, !s.TWILIO_ACCOUNT_SID)]
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')

function toConfig(s: Settings): Config {
  return {
    role: s.ROLE,
    port: s.PORT,
    host: s.HOST ?? (s.TWILIO_ACCOUNT_SID ? '0.0.0.0' : '127.0.0.1'),
    publicUrl: (s.PUBLIC_URL ?? `http://localhost:${s.PORT}`).replace(/\/+$/, ''),
    dataDir: resolve(s.DATA_DIR),
    storage:
      s.DATABASE_URL && s.REDIS_URL
        ? { kind: 'server', databaseUrl: s.DATABASE_URL, redisUrl: s.REDIS_URL }
        : { kind: 'embedded' },
    demo: !s.TWILIO_ACCOUNT_SID,
    twilio: toTwilioConfig(s),
    mail: toMailConfig(s, !s.TWILIO_ACCOUNT_SID),
    mailIntake: toMailIntakeConfig(s, !s.TWILIO_ACCOUNT_SID),
    sessionSecret: s.SESSION_SECRET ?? '',
    files:
      s.S3_BUCKET && s.S3_REGION
        ? { kind: 's3', bucket: s.S3_BUCKET, region: s.S3_REGION, endpoint: s.S3_ENDPOINT ?? null }
        : { kind: 'disk' },
    requireTotp: s.REQUIRE_TOTP === 'yes',
    proxyHops: s.PROXY_HOPS,
    demoPublic: s.DEMO_PUBLIC === 'yes',
    privateCalendars: s.PRIVATE_CALENDARS
      ? s.PRIVATE_CALENDARS === 'yes'
      : !s.TWILIO_ACCOUNT_SID && s.DEMO_PUBLIC !== 'yes',
    hdsHost: s.HDS_HOST ?? null,
    logLevel: s.LOG_LEVEL,
  }
}
