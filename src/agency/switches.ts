import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Db, Transaction } from '../db/db.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { isAtLeast } from '../secretaries/session.ts'
import { type Role, secretaries } from '../secretaries/tables.ts'
import { type Switches, type SwitchName, switchRoles } from './switch.ts'
import { agencySwitches } from './tables.ts'

/** As they stand in the database at this moment. */
export async function findSwitches(db: Db | Transaction): Promise<Switches> {
  const rows = await db
    .select({ name: agencySwitches.name, since: agencySwitches.onAt, by: secretaries.name })
    .from(agencySwitches)
    .innerJoin(secretaries, eq(secretaries.id, agencySwitches.onById))
    .where(isNull(agencySwitches.offAt))
  return Object.fromEntries(rows.map(({ name, since, by }) => [name, { since, by }]))
}

type Turned = { readonly name: SwitchName; readonly on: boolean }

/**
 * Turned twice the same way it stays as it was, with who did it first.
 *
 * @throws AppError 403 for whom it is not to turn
 */
export async function turnSwitch(
  { db, log, now }: Pick<Context, 'db' | 'log' | 'now'>,
  by: { readonly id: string; readonly role: Role },
  { name, on }: Turned,
): Promise<void> {
  if (!isAtLeast(by.role, switchRoles[name])) throw new AppError(403, 'notAllowed', switchRoles[name])
  if (on)
    await db
      .insert(agencySwitches)
      .values({ id: newId(), name, onAt: now(), onById: by.id })
      .onConflictDoNothing()
  else
    await db
      .update(agencySwitches)
      .set({ offAt: now(), offById: by.id })
      .where(and(eq(agencySwitches.name, name), isNull(agencySwitches.offAt)))
  log.info({ event: 'agency.switched', name, on, secretaryId: by.id })
}
