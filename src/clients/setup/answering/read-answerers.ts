import { hash } from 'node:crypto'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { answeringOf } from '../../../answering/answering.ts'
import { type Answerers, type NamedTeam, sayAnswering } from '../../../answering/say-answering.ts'
import type { Viewer } from '../../../console/console-frame.ts'
import type { Context } from '../../../context.ts'
import { teamMembers, teams } from '../../../floor/tables.ts'
import { usualPriority } from '../../../secretaries/assigned.ts'
import { type Answerer, findAnswerers } from '../../../secretaries/find-answerers.ts'
import { secretaries } from '../../../secretaries/tables.ts'
import type { clients } from '../../tables.ts'
import type { AnswerersView } from './answerers-pages.ts'

type Of = {
  readonly client: Pick<typeof clients.$inferSelect, 'clientId' | 'answering'>
  readonly mayChange: boolean
}

/** Who answers for a client, and what that means for its callers. */
export async function readAnswerers(
  { db }: Pick<Context, 'db'>,
  { language }: Viewer,
  { client, mayChange }: Of,
): Promise<AnswerersView> {
  const { clientId } = client
  const answering = answeringOf(client.answering)
  const answerers = await findAnswerers(db, clientId)
  const regular = answerers.filter(({ assigned }) => assigned?.regular)
  const assigned = answerers.filter((one) => !one.assigned?.regular && (one.assigned || one.everywhere))
  const before = new Set([...regular, ...assigned].map(({ id }) => id))
  const team = await teamOf(db, answering.team, before)
  for (const id of team?.ids ?? []) before.add(id)
  const overflow = await teamOf(db, answering.overflow, before)
  const named: Answerers = { regular: inTurn(regular), assigned: inTurn(assigned), team, overflow }
  const said = sayAnswering(answering, named, language)
  return { clientId, answerers, seen: seenAnswerers(answerers), mayChange, said }
}

/** A mark of what a page showed when it was opened. */
export const seenAnswerers = (answerers: readonly Answerer[]): string =>
  hash(
    'sha256',
    JSON.stringify(answerers.map(({ id, everywhere, assigned }) => [id, everywhere, assigned])),
  ).slice(0, 32)

const inTurn = (answerers: readonly Answerer[]) =>
  [...answerers]
    .sort((a, b) => (a.assigned?.priority ?? usualPriority) - (b.assigned?.priority ?? usualPriority))
    .map(({ name }) => name)

async function teamOf(
  db: Context['db'],
  key: string | null,
  before: ReadonlySet<string>,
): Promise<(NamedTeam & { ids: string[] }) | null> {
  if (key === null) return null
  const [team] = await db.select().from(teams).where(eq(teams.key, key))
  if (!team) return null
  const members = await db
    .select({ id: secretaries.id })
    .from(teamMembers)
    .innerJoin(secretaries, eq(secretaries.id, teamMembers.secretaryId))
    .where(and(eq(teamMembers.teamId, team.id), isNull(secretaries.disabledAt)))
    .orderBy(asc(secretaries.id))
  const ids = members.map(({ id }) => id)
  return { name: team.name, members: ids.length, further: ids.filter((id) => !before.has(id)).length, ids }
}
