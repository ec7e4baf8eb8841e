import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Client } from '../clients/client.ts'
import type { Db } from '../db/db.ts'
import { reachableForMs } from '../floor/station.ts'
import { stations, teamMembers, teams } from '../floor/tables.ts'
import { assignments, secretaries } from '../secretaries/tables.ts'

/** Who takes calls at this moment, in memory: an arriving call need not ask whether there is somebody to wait for. */
export type Presence = {
  /** Somebody at her station could answer for that client, now or when she has finished what she does. */
  isAttended(client: Pick<Client, 'clientId' | 'answering'>, now: Date): boolean
  refresh(now: Date): Promise<void>
}

export function createPresence(db: Db): Presence {
  let present: readonly Present[] = []
  return {
    isAttended: (client, now) => present.some((one) => mayAnswer(one, client, now)),
    async refresh(now) {
      present = (await findPresent(db, now)).map(({ clientIds, teamKeys, reachableAt, everywhere }) => ({
        everywhere,
        until: (reachableAt?.getTime() ?? 0) + reachableForMs,
        clients: new Set(clientIds),
        teams: new Set(teamKeys),
      }))
    },
  }
}

type Present = {
  readonly everywhere: boolean
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

/** Those whom a call can ring at: available, with a softphone that was heard of. */
export const isPresentSince = (now: Date) =>
  and(
    eq(stations.state, 'available'),
    eq(stations.device, 'browser'),
    gt(stations.reachableAt, new Date(now.getTime() - reachableForMs)),
    isNull(secretaries.disabledAt),
  )

/** Supervisors, and secretaries of every client. */
export const worksEverywhere = sql<boolean>`${secretaries.allClients} or ${secretaries.role} <> 'secretary'`

export const teamKeysOf = sql<string[]>`(select coalesce(json_agg(${teams.key}), '[]') from ${teamMembers}
  join ${teams} on ${teams.id} = ${teamMembers.teamId} where ${teamMembers.secretaryId} = ${stations.secretaryId})`

const findPresent = (db: Db, now: Date) =>
  db
    .select({
      reachableAt: stations.reachableAt,
      everywhere: worksEverywhere,
      clientIds: sql<number[]>`(select coalesce(json_agg(${assignments.clientId}), '[]') from ${assignments}
        where ${assignments.secretaryId} = ${stations.secretaryId})`,
      teamKeys: teamKeysOf,
    })
    .from(stations)
    .innerJoin(secretaries, eq(secretaries.id, stations.secretaryId))
    .where(isPresentSince(now))
