import { asc, eq, ne } from 'drizzle-orm'
import { clients, lines } from '../../clients/tables.ts'
import type { Config } from '../../config.ts'
import type { Db } from '../../db/db.ts'
import { codeOf } from '../read-failure.ts'
import {
  compareAccount,
  type Expected,
  type Finding,
  isMendedByApply,
  isOnlyAdvice,
} from './compare-account.ts'
import { describeFinding } from './describe-finding.ts'
import { type AccountAccess, openAccount } from './exchange-account.ts'
import { mendFinding } from './set-up-account.ts'

export type TwilioCommandDeps = {
  readonly db: Pick<Db, 'select'>
  readonly config: Pick<Config, 'twilio' | 'publicUrl'>
  readonly write: (text: string) => void
}

const usage = `npm run twilio -- check    reads the account and says what is missing or different
npm run twilio -- apply    sets what can be set, and says what is left to do
`

/** The twilio command, in whichever process has the database; answers the exit code: 0 when nothing is left to do. */
export async function runTwilioCommand(argv: readonly string[], deps: TwilioCommandDeps): Promise<number> {
  const [verb, ...extra] = argv
  if ((verb !== 'check' && verb !== 'apply') || extra.length > 0) {
    deps.write(usage)
    return 2
  }
  try {
    return await (verb === 'check' ? check(deps) : apply(deps))
  } catch (error) {
    deps.write(
      `The exchange did not do it: ${codeOf(error)} ${error instanceof Error ? error.message : ''}\n`,
    )
    return 1
  }
}

async function check({ db, config, write }: TwilioCommandDeps): Promise<number> {
  const expected = await expectedOf(db, config)
  const findings = compareAccount(await openAccount(config).read(), expected)
  return tell(findings, write)
}

async function apply({ db, config, write }: TwilioCommandDeps): Promise<number> {
  const access = openAccount(config)
  const expected = await expectedOf(db, config)
  const settings = await mendAll(access, expected, write)
  const left = compareAccount(await access.read(), expected).filter((finding) => !isNamed(finding, settings))
  const exitCode = tell(left, write)
  if (settings.length > 0)
    write(`\nPut these into the settings of web and workers, and start them again:\n${settings.join('\n')}\n`)
  return exitCode
}

async function mendAll(
  access: AccountAccess,
  expected: Expected,
  write: TwilioCommandDeps['write'],
): Promise<string[]> {
  const account = await access.read()
  const settings: string[] = []
  for (const finding of compareAccount(account, expected).filter(isMendedByApply)) {
    const setting = await mendFinding(access, account, expected, finding)
    if (setting) settings.push(setting)
    write(`Set. ${describeFinding(finding)}\n`)
  }
  return settings
}

/** Just made, and named to its person: the running settings cannot know it yet. */
const isNamed = ({ kind }: Finding, settings: readonly string[]): boolean =>
  (kind === 'createKey' && settings.some((setting) => setting.startsWith('TWILIO_API_KEY'))) ||
  (kind === 'nameApplication' && settings.some((setting) => setting.startsWith('TWILIO_APP_SID')))

function tell(findings: readonly Finding[], write: TwilioCommandDeps['write']): number {
  const advice = findings.filter(isOnlyAdvice)
  const wrong = findings.filter((finding) => !isOnlyAdvice(finding))
  for (const finding of wrong) write(`To do. ${describeFinding(finding)}\n`)
  for (const finding of advice) write(`Note.  ${describeFinding(finding)}\n`)
  if (wrong.length === 0) write('The account is as this installation expects it.\n')
  return wrong.length === 0 ? 0 : 1
}

async function expectedOf(db: Pick<Db, 'select'>, config: TwilioCommandDeps['config']): Promise<Expected> {
  const rows = await db
    .select({ number: lines.number, client: clients.name, takesTexts: lines.receivesTexts })
    .from(lines)
    .innerJoin(clients, eq(clients.clientId, lines.clientId))
    .where(ne(clients.state, 'ended'))
    .orderBy(asc(lines.number))
  const { appSid, apiKey, apiUrl } = config.twilio
  return {
    publicUrl: config.publicUrl,
    isOverInternet: apiUrl === null,
    lines: rows,
    appSid,
    apiKeySid: apiKey?.sid ?? null,
  }
}
