import { asc } from 'drizzle-orm'
import type { Db } from '../../../db/db.ts'
import { teams } from '../../../floor/tables.ts'
import type { Option } from '../field.ts'

/** Every team, by name. */
export const findTeamOptions = (db: Db): Promise<Option[]> =>
  db.select({ value: teams.key, label: teams.name }).from(teams).orderBy(asc(teams.name))
