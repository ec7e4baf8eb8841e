import { eq, inArray, type SQL, sql } from 'drizzle-orm'
import { calls } from '../calls/tables.ts'
import { clients } from '../clients/tables.ts'
import type { Db, Transaction } from '../db/db.ts'
import { inScope, type Scope } from '../scope.ts'
import { agencyTimeZone } from '../secretaries/agency-time-zone.ts'
import { findCountedDays, uncountedRuns } from './counted-days.ts'
import { levelColumns, levelOf, rawColumns, storedColumns } from './level-columns.ts'
import type { Level } from './levels.ts'
import { offeredCalls } from './offered-calls.ts'
import { type Days, instantsOf } from './period.ts'
import { levelDays, levelHours } from './tables.ts'

export type LevelsInTime = {
  readonly total: Level
  /** Those on which calls were offered. */
  readonly days: ReadonlyMap<string, Level>
  /** Of the clock, all days together. An hour that is shown twice in October counts as one of twice the length. */
  readonly hours: ReadonlyMap<number, Level>
}

/** Of which calls: all, those of a team's clients, of one client, or answered by one person. */
export type Of =
  | { readonly kind: 'agency' }
  | { readonly kind: 'team'; readonly team: string }
  | { readonly kind: 'client'; readonly clientId: number; readonly timeZone: string }
  | { readonly kind: 'secretary'; readonly secretaryId: string }

/** For supervisors, who see every client: the days on the agency's clock; a client's on its own. */
export async function findLevelsInTime(db: Db, of: Of, days: Days): Promise<LevelsInTime> {
  const facts = of.kind === 'client' ? factsOfClient(of, days) : await factsInTime(db, of, days)
  const rows = await inMemory(db, (tx) =>
    tx
      .select({ day: sql<string | null>`day::text`, hour: sql<number | null>`hour::int`, ...levelColumns })
      .from(sql`(${facts}) facts`)
      .groupBy(sql`grouping sets ((day), (hour), ())`),
  )
  const total = rows.find(({ day, hour }) => day === null && hour === null)
  if (!total) throw new Error('a sum over nothing is still a row')
  const { day: _day, hour: _hour, ...sums } = total
  return {
    total: levelOf(sums),
    days: new Map(rows.flatMap(({ day, hour: _, ...row }) => (day === null ? [] : [[day, levelOf(row)]]))),
    hours: new Map(rows.flatMap(({ hour, day: _, ...row }) => (hour === null ? [] : [[hour, levelOf(row)]]))),
  }
}

/** By team, as the clients stood on those days; '' for clients without one. */
export async function findLevelsByTeam(db: Db, days: Days): Promise<ReadonlyMap<string, Level>> {
  const facts = await factsInTime(db, { kind: 'agency' }, days)
  const rows = await inMemory(db, (tx) =>
    tx
      .select({ team: sql<string>`team`, ...levelColumns })
      .from(sql`(${facts}) facts`)
      .groupBy(sql`team`),
  )
  return new Map(rows.map(({ team, ...row }) => [team, levelOf(row)]))
}

export type ClientLevel = Level & { readonly clientId: number; readonly name: string }

/** By client in scope, by name; of one team's where that is given. */
export async function findLevelsByClient(
  db: Db,
  scope: Scope,
  days: Days,
  team: string | null,
): Promise<ClientLevel[]> {
  const { stored, raw } = await sourcesOf(db, days, team === null ? sql`true` : sql`team = ${team}`)
  const keys = sql`client_id, secretary_id`
  const facts = sql`select ${keys}, ${storedColumns} from ${levelDays} where ${stored}
    union all select ${keys}, ${rawColumns} from ${raw} group by ${keys}`
  const rows = await inMemory(db, (tx) =>
    tx
      .select({ clientId: clients.clientId, name: clients.name, ...levelColumns })
      .from(sql`(${facts}) facts`)
      .innerJoin(clients, sql`${clients.clientId} = facts.client_id`)
      .where(inScope(scope, clients.clientId))
      .groupBy(clients.clientId, clients.name)
      .orderBy(sql`lower(${clients.name})`, clients.clientId),
  )
  return rows.map(({ clientId, name, ...row }) => ({ clientId, name, ...levelOf(row) }))
}

/** What a month's calls come to, by hour and person, fits into this; with the usual 4 MB they are sorted on the disk. */
const inMemory = <T>(db: Db, read: (tx: Transaction) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    await tx.execute(sql`set local work_mem = '16MB'`)
    return read(tx)
  })

async function factsInTime(db: Db, of: Exclude<Of, { kind: 'client' }>, days: Days): Promise<SQL> {
  const { stored, raw } = await sourcesOf(db, days, isOf(of))
  const keys = sql`day, hour, team, secretary_id`
  return sql`select ${keys}, ${storedColumns} from ${levelHours} where ${stored}
    union all select ${keys}, ${rawColumns} from ${raw} group by ${keys}`
}

/** The days that are counted already, and the calls of the others. */
async function sourcesOf(db: Db, days: Days, only: SQL): Promise<{ stored: SQL; raw: SQL }> {
  const counted = await findCountedDays(db, days)
  const runs = uncountedRuns(days, counted).map((run) => isWithin(run, agencyTimeZone))
  const isUncounted = runs.length === 0 ? sql`false` : sql`(${sql.join(runs, sql` or `)})`
  return {
    stored: sql`${inArray(sql`day`, [...counted])} and ${only}`,
    raw: sql`${offeredCalls(isUncounted, agencyTimeZone)} raw where ${only}`,
  }
}

function isOf(of: Exclude<Of, { kind: 'client' }>): SQL {
  switch (of.kind) {
    case 'agency':
      return sql`true`
    case 'team':
      return sql`team = ${of.team}`
    case 'secretary':
      return sql`secretary_id = ${of.secretaryId}::uuid`
    default:
      return of satisfies never
  }
}

function factsOfClient({ clientId, timeZone }: Extract<Of, { kind: 'client' }>, days: Days): SQL {
  const where = sql`${eq(calls.clientId, clientId)} and ${isWithin(days, timeZone)}`
  const keys = sql`day, hour, secretary_id`
  return sql`select ${keys}, ${rawColumns} from ${offeredCalls(where, timeZone)} raw group by ${keys}`
}

export function isWithin(days: Days, timeZone: string): SQL {
  const { from, until } = instantsOf(days, timeZone)
  return sql`(${calls.queuedAt} >= ${from.toISOString()}::timestamptz and ${calls.queuedAt} < ${until.toISOString()}::timestamptz)`
}
