import { and, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Client } from '../clients/client.ts'
import type { Db } from '../db/db.ts'
import { reachableForMs } from '../floor/station.ts'
import { stations, teamMembers, teams } from '../floor/tables.ts'
import { assignments, secretaries } from '../secretaries/tables.ts'

/** Who takes calls at this moment, in memory: an arriving call need not ask whether there is somebody to wait for. */
export type Presence = {
  /** Somebody at her station could answer for that client, now or when she has finished what she does. */
  isAttended(client: Pick<Client, 'clientId' | 'answering'>, now: Date): boolean
  /** Somebody answers on her telephone: what rings there is dialled by the caller's own line. */
  hasTelephones(): boolean
  refresh(now: Date): Promise<void>
}

export function createPresence(db: Db): Presence {
  let present: readonly Present[] = []
  return {
    isAttended: (client, now) => present.some((one) => mayAnswer(one, client, now)),
    hasTelephones: () => present.some(({ isTelephone }) => isTelephone),
    async refresh(now) {
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
