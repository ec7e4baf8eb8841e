import { and, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { SwitchedOn } from '../agency/switch.ts'
import { findSwitches } from '../agency/switches.ts'
import type { Client } from '../clients/client.ts'
import type { Db } from '../db/db.ts'
import { findEmergencyTelephones } from '../floor/secours/find-emergency-telephones.ts'
import { reachableForMs } from '../floor/station.ts'
import { stations, teamMembers, teams } from '../floor/tables.ts'
import { assignments, secretaries } from '../secretaries/tables.ts'
import { type AgencyTelephone, ringable } from './telephones/compose-ring.ts'

/** Who takes calls at this moment, in memory: an arriving call need not ask whether there is somebody to wait for. */
export type Presence = {
  /** Somebody at her station could answer for that client, now or when she has finished what she does. */
  isAttended(client: Pick<Client, 'clientId' | 'answering'>, now: Date): boolean
  /** Somebody answers on her telephone: what rings there is dialled by the caller's own line. */
  hasTelephones(): boolean
  /** Mode secours, and the telephones that ring in it; null where it is off. Kept while the database is away. */
  secours(): Secours | null
  /** Those that ring for that client: of its team's own list, where it has one, else of the agency's. None where it is off. */
  secoursTelephones(client: Pick<Client, 'answering'> | null): readonly AgencyTelephone[]
  /** Somebody is at her station, or a telephone rings in mode secours: there is something to wait for. */
  mayWait(client: Pick<Client, 'clientId' | 'answering'>, now: Date): boolean
  refresh(now: Date): Promise<void>
}

export type Secours = SwitchedOn & {
  /** The agency's list. */
  readonly telephones: readonly AgencyTelephone[]
  /** Those of teams that have one, by the team's key. */
  readonly ofTeams: ReadonlyMap<string, readonly AgencyTelephone[]>
}

export function createPresence(db: Db): Presence {
  let present: readonly Present[] = []
  let secours: Secours | null = null
  const isAttended: Presence['isAttended'] = (client, now) =>
    present.some((one) => mayAnswer(one, client, now))
  const secoursTelephones: Presence['secoursTelephones'] = (client) =>
    secours?.ofTeams.get(client?.answering.team ?? '') ?? secours?.telephones ?? []
  return {
    isAttended,
    secours: () => secours,
    secoursTelephones,
    mayWait: (client, now) => isAttended(client, now) || secoursTelephones(client).length > 0,
    hasTelephones: () => present.some(({ isTelephone }) => isTelephone),
    async refresh(now) {
      secours = await findSecours(db)
      present = (await findPresent(db, now)).map(
        ({ clientIds, teamKeys, device, reachableAt, everywhere }) => ({
          everywhere,
          isTelephone: device === 'telephone',
          until:
            device === 'telephone'
              ? Number.POSITIVE_INFINITY
              : (reachableAt?.getTime() ?? 0) + reachableForMs,
          clients: new Set(clientIds),
          teams: new Set(teamKeys),
        }),
      )
    },
  }
}

/** The most that one `<Dial>` rings. */
const mostAtOnce = 10

async function findSecours(db: Db): Promise<Secours | null> {
  const { secours: on } = await findSwitches(db)
  if (!on) return null
  const confirmed = (await findEmergencyTelephones(db))
    .filter(({ confirmedById }) => confirmedById !== null)
    .map(({ id: emergencyId, ...one }) => ({ ...one, emergencyId }))
  const lists = Map.groupBy(confirmed, ({ teamKey }) => teamKey ?? agencysList)
  const ringing = [...lists].map(([key, list]) => [key, ringable(list).slice(0, mostAtOnce)] as const)
  const ofTeams = new Map(ringing.filter(([key, list]) => key !== agencysList && list.length > 0))
  return { ...on, telephones: ringing.find(([key]) => key === agencysList)?.[1] ?? [], ofTeams }
}

/** No team has this key. */
const agencysList = ''

type Present = {
  readonly everywhere: boolean
  readonly isTelephone: boolean
  readonly until: number
  readonly clients: ReadonlySet<number>
  readonly teams: ReadonlySet<string>
}

function mayAnswer(
  { everywhere, until, clients, teams: hers }: Present,
  { clientId, answering: { team, overflow } }: Pick<Client, 'clientId' | 'answering'>,
  now: Date,
): boolean {
  if (until <= now.getTime()) return false
  return everywhere || clients.has(clientId) || [team, overflow].some((key) => key !== null && hers.has(key))
}

/** Those whom a call can ring at: available, with a softphone that was heard of, or at a telephone. */
export const isPresentSince = (now: Date) =>
  and(
    eq(stations.state, 'available'),
    or(
      and(eq(stations.device, 'telephone'), isNotNull(stations.telephone)),
      and(eq(stations.device, 'browser'), gt(stations.reachableAt, new Date(now.getTime() - reachableForMs))),
    ),
    isNull(secretaries.disabledAt),
  )

/** Supervisors, and secretaries of every client. */
export const worksEverywhere = sql<boolean>`${secretaries.allClients} or ${secretaries.role} <> 'secretary'`

export const teamKeysOf = sql<string[]>`(select coalesce(json_agg(${teams.key}), '[]') from ${teamMembers}
  join ${teams} on ${teams.id} = ${teamMembers.teamId} where ${teamMembers.secretaryId} = ${stations.secretaryId})`

const findPresent = (db: Db, now: Date) =>
  db
    .select({
      device: stations.device,
      reachableAt: stations.reachableAt,
      everywhere: worksEverywhere,
      clientIds: sql<number[]>`(select coalesce(json_agg(${assignments.clientId}), '[]') from ${assignments}
        where ${assignments.secretaryId} = ${stations.secretaryId})`,
      teamKeys: teamKeysOf,
    })
    .from(stations)
    .innerJoin(secretaries, eq(secretaries.id, stations.secretaryId))
    .where(isPresentSince(now))
