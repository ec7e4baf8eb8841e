import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { answeringOf } from '../answering/answering.ts'
import { recordingRulesOf } from '../call-recordings/recording.ts'
import type { Db } from '../db/db.ts'
import { outgoingOf } from '../outgoing/outgoing.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { ruleSets } from '../rules/tables.ts'
import type { ClientExecutive, DirectoryEntries, Line } from './client.ts'
import { waitsForClient, waitsForExecutive } from './reach/find-waiting.ts'
import { reachChanges } from './reach/tables.ts'
import { clients, executives, lines } from './tables.ts'

/** Reads clients, their lines, executives still with them, and which rules are in force. */
export async function loadDirectory(db: Db, clientIds?: readonly number[]): Promise<DirectoryEntries> {
  const [clientRows, executiveRows, lineRows] = await Promise.all([
    selectClients(db, clientIds),
    selectExecutives(db, clientIds),
    selectLines(db, clientIds),
  ])
  const executivesOf = Map.groupBy(executiveRows, (row) => row.clientId)
  return {
    clients: clientRows.map((row) => ({
      ...row,
      answering: answeringOf(row.answering),
      recording: row.recording && recordingRulesOf(row.recording),
      outgoing: outgoingOf(row.outgoing),
      executives: byKey(executivesOf.get(row.clientId) ?? []),
    })),
    lines: lineRows,
  }
}

const byKey = (rows: readonly ClientExecutive[]): ReadonlyMap<string, ClientExecutive> =>
  new Map(rows.map(({ id, key, name, number }) => [key, { id, key, name, number }]))

function selectClients(db: Db, ids: readonly number[] | undefined) {
  const inForce = db
    .select({
      clientId: ruleSets.clientId,
      version: sql<number>`max(${ruleSets.version})`.as('version_in_force'),
      setUpAt: sql`min(${ruleSets.publishedAt})`.mapWith(ruleSets.publishedAt).as('set_up_at'),
    })
    .from(ruleSets)
    .groupBy(ruleSets.clientId)
    .as('in_force')
  return db
    .select({
      clientId: clients.clientId,
      key: clients.key,
      name: clients.name,
      language: clients.language,
      publicNumber: clients.publicNumber,
      emergencyNumber: inUse(clients.emergencyNumber),
      greeting: clients.greeting,
      voice: clients.voice,
      textReply: clients.textReply,
      awayPhrase: clients.awayPhrase,
      health: clients.health,
      allowedCountries: clients.allowedCountries,
      hours: clients.hours,
      answering: clients.answering,
      recording: clients.recording,
      outgoing: clients.outgoing,
      state: clients.state,
      awaitsTest: sql<boolean>`${clients.testedAt} is null
        and (${clients.state} = 'preparing' or ${clients.testAskedAt} is not null)`,
      version: clients.version,
      setUpAt: inForce.setUpAt,
      ruleSetVersion: inForce.version,
    })
    .from(clients)
    .innerJoin(inForce, eq(inForce.clientId, clients.clientId))
    .leftJoin(reachChanges, waitsForClient())
    .where(ids && inArray(clients.clientId, [...ids]))
}

/** The number that calls are put through to: as long as a new one waits, the one before it, or none. */
const inUse = (number: PgColumn) =>
  sql<PhoneNumber | null>`case when ${reachChanges.id} is null then ${number} else ${reachChanges.before} end`

const selectExecutives = (db: Db, ids: readonly number[] | undefined) =>
  db
    .select({
      clientId: executives.clientId,
      id: executives.id,
      key: executives.key,
      name: executives.name,
      number: inUse(executives.mobile),
    })
    .from(executives)
    .leftJoin(reachChanges, waitsForExecutive())
    .where(and(isNull(executives.leftAt), ids && inArray(executives.clientId, [...ids])))

const selectLines = (db: Db, ids: readonly number[] | undefined): Promise<Line[]> =>
  db
    .select({
      number: lines.number,
      clientId: lines.clientId,
      diversion: lines.diversion,
      recipientKey: executives.key,
    })
    .from(lines)
    .innerJoin(executives, and(eq(executives.clientId, lines.clientId), eq(executives.id, lines.recipientId)))
    .where(ids && inArray(lines.clientId, [...ids]))
