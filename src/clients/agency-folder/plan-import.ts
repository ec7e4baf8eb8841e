import { eq, notInArray } from 'drizzle-orm'
import type { Db } from '../../db/db.ts'
import type { PhoneNumber } from '../../phone-number.ts'
import { clients, lines } from '../tables.ts'
import type { Agency, ReadClient } from './agency.ts'
import { checkAllClients } from './check-all-clients.ts'
import { checkNamed, type KnownKeys } from './check-assigned.ts'
import { checkLineOwners } from './check-line-owners.ts'
import { type ContactCounts, compareContacts } from './compare-contacts.ts'
import { type Change, compareDefinitions } from './compare-definitions.ts'
import { compareSecretaries, loadSecretaries } from './compare-secretaries.ts'
import { compareTeams, loadTeams, type TeamChange } from './compare-teams.ts'
import type { OwnChoices, SecretaryDefinition } from './definition.ts'
import { keepOwnChoices } from './keep-own-choices.ts'
import { loadStored, type StoredClient } from './load-stored.ts'
import type { Problems } from './problem.ts'
import { validContacts } from './valid-contacts.ts'

export type ImportPlan = {
  readonly clients: readonly ClientPlan[]
  readonly secretaries: readonly SecretaryChange[]
  readonly teams: readonly TeamChange[]
  /** Keys of those whom the folder does not name and the import leaves as they are. */
  readonly leftAlone: KnownKeys
}

export type ClientPlan = {
  /** As the folder says, save what executives chose themselves since it last said the same. */
  readonly read: ReadClient
  /** By key of the executive, what the folder says now. */
  readonly folder: ReadonlyMap<string, OwnChoices>
  /** Null when the client is new. */
  readonly stored: StoredClient | null
  readonly changes: readonly Change[]
  /** Null when the folder says nothing of this client's contacts. */
  readonly contacts: ContactCounts | null
}

export type SecretaryChange = { readonly id: string | null; readonly secretary: SecretaryDefinition }

const clientsAtOnce = 100

/** What an import would do, seen against the database, of which nothing is changed. Problems refuse the import. */
export async function planImport(db: Db, agency: Agency, problems: Problems, now: Date): Promise<ImportPlan> {
  const plans: ClientPlan[] = []
  for (let start = 0; start < agency.clients.length; start += clientsAtOnce) {
    const some = agency.clients.slice(start, start + clientsAtOnce)
    const stored = await loadStored(
      db,
      some.map(({ definition }) => definition.key),
    )
    for (const read of some)
      plans.push(await planClient(db, read, stored.get(read.definition.key) ?? null, problems))
  }
  const owners = await loadLineOwners(db)
  checkLineOwners(plans, owners, problems)
  checkAllClients(agency.clients, owners.keys(), problems, now)
  const [people, teams] = [await loadSecretaries(db), await loadTeams(db)]
  const leftAlone = {
    clients: await loadOtherClients(db, agency),
    secretaries: othersThan(agency.secretaries, people),
    teams: othersThan(agency.teams, teams),
  }
  checkNamed(agency, leftAlone, problems)
  return {
    clients: plans,
    secretaries: compareSecretaries(people, agency.secretaries),
    teams: compareTeams(teams, agency.teams),
    leftAlone,
  }
}

type Keyed = { readonly key: string }
const othersThan = (described: readonly Keyed[], known: readonly Keyed[]) =>
  known.map(({ key }) => key).filter((key) => !described.some((one) => one.key === key))

export function isUnchanged({ stored, changes, contacts }: ClientPlan): boolean {
  const some = contacts && contacts.created + contacts.changed + contacts.removed > 0
  return stored !== null && changes.length === 0 && !some
}

async function planClient(
  db: Db,
  read: ReadClient,
  stored: StoredClient | null,
  problems: Problems,
): Promise<ClientPlan> {
  const definition = stored ? keepOwnChoices(read.definition, stored) : read.definition
  const changes = stored ? compareDefinitions(stored.definition, definition) : []
  const contacts = read.contacts ? await planContacts(db, read, stored, problems) : null
  const folder = new Map(read.definition.executives.map((executive) => [executive.key, executive]))
  return { read: { ...read, definition }, folder, stored, changes, contacts }
}

/** What the contacts would change; those with problems are told and not counted. */
export async function planContacts(
  db: Db,
  read: ReadClient,
  stored: StoredClient | null,
  problems: Problems,
): Promise<ContactCounts> {
  const counts = { created: 0, changed: 0, kept: 0 }
  for await (const batch of validContacts(read, problems)) {
    if (!stored || stored.contacts === 0) {
      counts.created += batch.length
      continue
    }
    const compared = await compareContacts(db, stored.clientId, batch)
    counts.created += compared.created.length
    counts.changed += compared.changed.length
    counts.kept += compared.kept
  }
  return { ...counts, removed: (stored?.contacts ?? 0) - counts.changed - counts.kept }
}

/** Key of the client by number of the line, for the whole agency. */
async function loadLineOwners(db: Db): Promise<Map<PhoneNumber, string>> {
  const rows = await db
    .select({ number: lines.number, key: clients.key })
    .from(lines)
    .innerJoin(clients, eq(clients.clientId, lines.clientId))
  return new Map(rows.map(({ number, key }) => [number, key]))
}

async function loadOtherClients(db: Db, agency: Agency): Promise<string[]> {
  const named = agency.clients.map(({ definition }) => definition.key)
  const rows = await db
    .select({ key: clients.key })
    .from(clients)
    .where(named.length > 0 ? notInArray(clients.key, named) : undefined)
    .orderBy(clients.key)
  return rows.map(({ key }) => key)
}
