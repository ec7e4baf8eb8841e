import { inArray, sql } from 'drizzle-orm'
import { type Act, recordAct } from '../../acts/record-act.ts'
import type { Db, Transaction } from '../../db/db.ts'
import { saveTeams } from '../../floor/save-teams.ts'
import { saveSecretaries } from '../../secretaries/save-secretaries.ts'
import { clients, lines } from '../tables.ts'
import { type ClientPlan, type ImportPlan, isUnchanged } from './plan-import.ts'
import { rememberFolder } from './remember-folder.ts'
import { saveClient } from './save-client.ts'
import { saveContacts } from './save-contacts.ts'

/** Who changes clients, by what right, and when. */
export type Author = {
  readonly actor: Act['actor']
  /** `agency folder`, `console`. */
  readonly authority: string
  /** Why the rules are changed, in her words. */
  readonly note: string | null
  readonly at: Date
}

/** Only one import works at a time. */
const importLock = 7_346_254

/** Does all that the plan says or nothing, and answers the ids of the clients that changed. */
export async function applyPlan(db: Db, plan: ImportPlan, now: Date): Promise<number[]> {
  const touched = plan.clients.filter((client) => !isUnchanged(client))
  const author = { actor: software, authority: 'agency folder', note: null, at: now }
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${importLock})`)
    const stale = await findStale(tx, touched)
    if (stale) throw new Error(`Client ${stale} was changed meanwhile; run the import again`)
    const changed = await applyClients(tx, touched, author)
    await saveSecretaries(tx, plan.secretaries, now)
    await saveTeams(tx, plan.teams)
    await rememberFolder(tx, plan)
    return changed
  })
}

const software = { kind: 'software', id: null } as const

/** Writes what the plans say, with an act for each client, and answers their ids. */
export async function applyClients(
  tx: Transaction,
  plans: readonly ClientPlan[],
  author: Author,
): Promise<number[]> {
  await freeLines(tx, plans)
  const changed: number[] = []
  for (const plan of plans) changed.push(await applyClient(tx, plan, author))
  return changed
}

async function applyClient(tx: Transaction, plan: ClientPlan, author: Author): Promise<number> {
  const { clientId, executiveIds } = await saveClient(tx, plan, author)
  if (plan.contacts) await saveContacts(tx, plan, clientId, executiveIds)
  const { contacts } = plan
  await recordAct(tx, {
    clientId,
    actor: author.actor,
    verb: plan.stored ? 'client.changed' : 'client.created',
    subject: { kind: 'client', id: String(clientId) },
    before: plan.stored && plan.changes.map(({ part, key, before }) => ({ part, key, value: before })),
    after: plan.stored
      ? { changes: plan.changes.map(({ part, key, after }) => ({ part, key, value: after })), contacts }
      : { client: plan.read.definition, contacts },
    authority: author.authority,
    at: author.at,
  })
  return clientId
}

/** Locks the clients. The key of one that somebody else changed, or made, since the plan; null when there is none. */
export async function findStale(tx: Transaction, plans: readonly ClientPlan[]): Promise<string | null> {
  const keys = plans.map(({ read }) => read.definition.key)
  if (keys.length === 0) return null
  const rows = await tx
    .select({ key: clients.key, version: clients.version })
    .from(clients)
    .where(inArray(clients.key, keys))
    .for('update')
  const versions = new Map(rows.map(({ key, version }) => [key, version]))
  const stale = plans.find(({ read, stored }) => versions.get(read.definition.key) !== stored?.version)
  return stale?.read.definition.key ?? null
}

/** Before any line is given, so that numbers can change hands within one import. */
async function freeLines(tx: Transaction, plans: readonly ClientPlan[]): Promise<void> {
  const numbers = plans.flatMap(({ stored, changes }) => {
    const keys = new Set(changes.filter(({ part }) => part === 'lines').map(({ key }) => key))
    return (stored?.definition.lines ?? []).filter(({ key }) => keys.has(key)).map(({ number }) => number)
  })
  if (numbers.length > 0) await tx.delete(lines).where(inArray(lines.number, numbers))
}
