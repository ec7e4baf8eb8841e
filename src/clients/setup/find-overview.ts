import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Context } from '../../context.ts'
import { isAtLeast, type Session } from '../../secretaries/session.ts'
import { instructionReadings, instructions } from '../instructions/tables.ts'
import { findPurge } from './end/find-purge.ts'
import { findTestCall } from './find-test-call.ts'
import { advisedParts, missingParts } from './missing-parts.ts'
import type { Overview } from './overview-pages.ts'
import { countAssigned, findSetupClient, type SetupClient } from './queries.ts'

type Found = Omit<Overview, 'notices' | 'sure' | 'waiting'> & { readonly row: SetupClient['row'] }

/** All that the first page of a client shows. */
export async function findOverview(
  { db }: Pick<Context, 'db'>,
  { scope, secretary }: Session,
  clientId: number,
): Promise<Found> {
  const client = await findSetupClient(db, scope, clientId)
  const { name, state, stateSince } = client.row
  const { definition, contacts } = client.stored
  const test = await findTestCall(db, client.row)
  const known = {
    definition,
    contacts,
    secretaries: await countAssigned(db, clientId),
    tested: test.seen !== null,
  }
  return {
    row: client.row,
    client: { clientId, name, state, stateSince },
    definition,
    contacts,
    mayChange: isAtLeast(secretary.role, 'supervisor'),
    missing: missingParts(known),
    advised: advisedParts(known),
    test,
    purge: await findPurge(db, client.row),
    unread: await findUnread(db, clientId, secretary.id),
  }
}

/** Instructions that she has not read as they stand now. */
const findUnread = (db: Context['db'], clientId: number, secretaryId: string) =>
  db
    .select({ key: instructions.key, body: instructions.body })
    .from(instructions)
    .leftJoin(
      instructionReadings,
      and(
        eq(instructionReadings.clientId, instructions.clientId),
        eq(instructionReadings.instructionId, instructions.id),
        eq(instructionReadings.secretaryId, secretaryId),
      ),
    )
    .where(
      and(
        eq(instructions.clientId, clientId),
        or(isNull(instructionReadings.version), lt(instructionReadings.version, instructions.version)),
      ),
    )
    .orderBy(instructions.place)
