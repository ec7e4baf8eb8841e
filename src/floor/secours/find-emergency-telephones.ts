import { asc, eq, isNull } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { emergencyTelephones, teams } from '../tables.ts'

export type EmergencyTelephone = Awaited<ReturnType<typeof findEmergencyTelephones>>[number]

/** In the order in which they were given; of somebody who may not sign in any more, none rings. */
export const findEmergencyTelephones = (db: Db) =>
  db
    .select({
      id: emergencyTelephones.id,
      secretaryId: emergencyTelephones.secretaryId,
      name: secretaries.name,
      language: secretaries.language,
      number: emergencyTelephones.number,
      givenById: emergencyTelephones.givenById,
      confirmedById: emergencyTelephones.confirmedById,
      teamKey: teams.key,
      teamName: teams.name,
    })
    .from(emergencyTelephones)
    .innerJoin(secretaries, eq(secretaries.id, emergencyTelephones.secretaryId))
    .leftJoin(teams, eq(teams.id, emergencyTelephones.teamId))
    .where(isNull(secretaries.disabledAt))
    .orderBy(asc(emergencyTelephones.givenAt), asc(emergencyTelephones.id))

/** Whom a telephone may belong to. */
export const findHolders = (db: Db) =>
  db
    .select({ id: secretaries.id, name: secretaries.name })
    .from(secretaries)
    .where(isNull(secretaries.disabledAt))
    .orderBy(asc(secretaries.name))

/** Those that can have a list of their own. */
export const findTeamNames = (db: Db) =>
  db.select({ id: teams.id, name: teams.name }).from(teams).orderBy(asc(teams.name))
