import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { findSwitches } from '../agency/switches.ts'
import { clients } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/db.ts'
import { AppError } from '../errors.ts'
import { teams } from '../floor/tables.ts'
import { type Language, t } from '../i18n/text.ts'
import type { Scope } from '../scope.ts'
import { agencyTimeZone } from '../secretaries/agency-time-zone.ts'
import type { Session } from '../secretaries/session.ts'
import type { Showing } from './columns.ts'
import {
  findLevelsByClient,
  findLevelsByTeam,
  findLevelsInTime,
  type LevelsInTime,
  type Of,
} from './find-levels.ts'
import type { Level } from './levels.ts'
import { type Days, daysOf, type PeriodFault } from './period.ts'

const text = z.string().trim().max(100).catch('')

/** As the address has it. */
export const askedSchema = z.object({
  period: z.string().trim().max(100).default('week').catch(''),
  from: text,
  to: text,
  by: z.enum(['client', 'team']).catch('client'),
  client: text,
  team: text,
})
export type Asked = z.output<typeof askedSchema>

export type Report = {
  readonly of: Of
  /** Of the team or client that it is of; null for the whole agency. */
  readonly name: string | null
  readonly days: Days
  readonly timeZone: string
  readonly time: LevelsInTime
  /** Of clients or teams; none for a single client. */
  readonly rows: readonly ReportRow[]
  readonly showing: Showing
}

/** `key`: a client's id or a team's key. */
export type ReportRow = { readonly key: string; readonly name: string; readonly level: Level }

export type Faulty = { readonly fault: PeriodFault }

/**
 * For supervisors.
 *
 * @throws AppError 404 for a client or a team that there is not
 */
export async function findReport(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { scope, secretary }: Session,
  asked: Asked,
): Promise<Report | Faulty> {
  const { of, name } = await findSubject(db, scope, asked, secretary.language)
  const timeZone = of.kind === 'client' ? of.timeZone : agencyTimeZone
  const days = daysOf(asked, now(), timeZone)
  if ('kind' in days) return { fault: days }
  const [time, rows, switches] = await Promise.all([
    findLevelsInTime(db, of, days),
    findRows(db, scope, { asked, of, days }),
    findSwitches(db),
  ])
  return { of, name, days, timeZone, time, rows, showing: { singles: switches.singleFigures !== undefined } }
}

type Subject = Pick<Report, 'of' | 'name'>

async function findSubject(
  db: Db,
  scope: Scope,
  { client, team }: Asked,
  language: Language,
): Promise<Subject> {
  if (client !== '') return findClient(db, scope, client)
  if (team === '') return { of: { kind: 'agency' }, name: null }
  const [found] = await db.select({ name: teams.name }).from(teams).where(eq(teams.key, team))
  if (!found) throw new AppError(400, 'noSuchTeam', t(language, 'levels.noSuchTeam', { team }))
  return { of: { kind: 'team', team }, name: found.name }
}

async function findClient(db: Db, scope: Scope, asked: string): Promise<Subject> {
  const id = /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : null
  const isHers = id !== null && scope.clientIds.includes(id)
  const [found] = isHers
    ? await db
        .select({ name: clients.name, hours: clients.hours })
        .from(clients)
        .where(eq(clients.clientId, id))
    : []
  if (!found || id === null) throw new AppError(404, 'notFound', `There is no client ${asked}`)
  return { of: { kind: 'client', clientId: id, timeZone: found.hours.timeZone }, name: found.name }
}

type Rows = { readonly asked: Asked; readonly of: Of; readonly days: Days }

async function findRows(db: Db, scope: Scope, { asked, of, days }: Rows): Promise<ReportRow[]> {
  if (of.kind === 'client') return []
  if (asked.by === 'team' && of.kind === 'agency') return findTeamRows(db, days)
  const found = await findLevelsByClient(db, scope, days, of.kind === 'team' ? of.team : null)
  return found.map(({ clientId, name, ...level }) => ({ key: String(clientId), name, level }))
}

/** Those that there are, and those of former days. */
async function findTeamRows(db: Db, days: Days): Promise<ReportRow[]> {
  const found = await findLevelsByTeam(db, days)
  const known = await db.select({ key: teams.key, name: teams.name }).from(teams).orderBy(asc(teams.name))
  const names = new Map(known.map(({ key, name }) => [key, name]))
  const keys = [...names.keys(), ...[...found.keys()].filter((key) => !names.has(key))]
  return keys.flatMap((key) => {
    const level = found.get(key)
    return level ? [{ key, name: names.get(key) ?? key, level }] : []
  })
}
