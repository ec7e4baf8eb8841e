import type { Client, Line } from '../../clients/client.ts'
import { loadDirectory } from '../../clients/load-directory.ts'
import { lines } from '../../clients/tables.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import type { Session } from '../../secretaries/session.ts'
import { checkRules } from '../check-rules.ts'
import type { Reader } from '../explain-condition.ts'
import type { Finding } from '../finding.ts'
import { localTime } from '../local-time.ts'
import type { RuleSet } from '../rule.ts'
import { findStanding, type Standing } from './find-draft.ts'

/** A client's rules with all that the pages about them need. */
export type RulesView = Standing & {
  readonly client: Client
  readonly lines: readonly Line[]
  /** The draft, or the rules in force where there is none. */
  readonly shown: RuleSet
  readonly findings: readonly Finding[]
  readonly reader: Reader
}

/** Refuses a client that is not in scope like one that does not exist. */
export async function loadRules(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { scope: { clientIds }, secretary: { role, language } }: Pick<Session, 'scope' | 'secretary'>,
  clientId: number,
): Promise<RulesView> {
  const { clients, lines: own } = clientIds.includes(clientId)
    ? await loadDirectory(db, [clientId])
    : { clients: [], lines: [] }
  const [client] = clients
  const found = client && (await findStanding(db, clientId))
  if (!found) throw new AppError(404, 'notFound', `no client ${clientId}`)
  // What is only being tried is no rule for those who work by them.
  const standing = role === 'secretary' ? { ...found, draft: null } : found
  const shown = (standing.draft ?? standing.inForce).ruleSet
  const agencyLines = new Set(
    (await db.select({ number: lines.number }).from(lines)).map((row) => row.number),
  )
  const today = localTime(now(), client.hours.timeZone).today.date
  const findings = checkRules(shown, { ...client, lines: own, agencyLines }, today)
  return {
    ...standing,
    client,
    lines: own,
    shown,
    findings,
    reader: { language, executives: client.executives },
  }
}
