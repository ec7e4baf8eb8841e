import type { Db } from '../../db/db.ts'
import { findAssignments } from '../find-assignments.ts'
import type { SecretaryRow } from '../find-secretary.ts'
import { lastEvents, listAssignable, listTeam, openSessions } from '../queries.ts'
import type { Role } from '../tables.ts'
import { rolesFrom } from '../team-rules.ts'
import type { TeamForm } from './team-form.ts'
import type { Colleague } from './team-pages.ts'

export const emptyForm: TeamForm = {
  name: '',
  email: '',
  role: 'secretary',
  language: 'fr',
  all: undefined,
  clients: [],
}

/** Everybody, as the team's list shows them. */
export async function readTeam(db: Db): Promise<Colleague[]> {
  const assigned = await findAssignments(db)
  return (await listTeam(db)).map((row) => toColleague(row, assigned.get(row.id)?.length ?? 0))
}

function toColleague(row: SecretaryRow, assigned: number): Colleague {
  const { id, name, email, role, allClients } = row
  return {
    ...{ id, name, email, role },
    hasPassword: row.passwordHash !== null,
    hasTotp: row.totpSince !== null,
    isDisabled: row.disabledAt !== null,
    clients: allClients || role !== 'secretary' ? null : assigned,
  }
}

/** What there is to choose from, beside what is chosen. */
export async function readForm(db: Db, actor: { id: string; role: Role }, values: TeamForm) {
  return { values, roles: rolesFrom(actor), clients: await listAssignable(db, actor.id) }
}

export async function formOf(db: Db, row: SecretaryRow): Promise<TeamForm> {
  const { name, email, role, language, allClients } = row
  const assigned = (await listAssignable(db, row.id)).filter(({ isAssigned }) => isAssigned)
  const clients = assigned.map(({ clientId }) => clientId)
  return { name, email, role, language, all: allClients ? 'yes' : undefined, clients }
}

export async function readColleague(db: Db, row: SecretaryRow, now: Date) {
  const assigned = await findAssignments(db)
  return {
    colleague: toColleague(row, assigned.get(row.id)?.length ?? 0),
    sessions: (await openSessions(db, row.id, now)).length,
    events: await lastEvents(db, row.id),
  }
}
