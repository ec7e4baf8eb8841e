import { inArray, sql } from 'drizzle-orm'
import { recordAct } from '../../acts/record-act.ts'
import type { Db, Transaction } from '../../db/db.ts'
import { saveSecretaries } from '../../secretaries/save-secretaries.ts'
import { clients, lines } from '../tables.ts'
import { type ClientPlan, type ImportPlan, isUnchanged } from './plan-import.ts'
import { rememberFolder } from './remember-folder.ts'
import { saveClient } from './save-client.ts'
import { saveContacts } from './save-contacts.ts'

/** Only one import works at a time. */
const importLock = 7_346_254

/** Does all that the plan says or nothing, and answers the ids of the clients that changed. */
export async function applyPlan(db: Db, plan: ImportPlan, now: Date): Promise<number[]> {
  const touched = plan.clients.filter((client) => !isUnchanged(client))
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${importLock})`)
    await refuseStalePlan(tx, touched)
    await saveSecretaries(tx, plan.secretaries)
    await freeLines(tx, touched)
    const changed: number[] = []
    for (const client of touched) changed.push(await applyClient(tx, client, now))
    await rememberFolder(tx, plan)
    return changed
  })
}

async function applyClient(tx: Transaction, plan: ClientPlan, now: Date): Promise<number> {
  const { clientId, executiveIds } = await saveClient(tx, plan, now)
  if (plan.contacts) await saveContacts(tx, plan, clientId, executiveIds)
  const { contacts } = plan
  await recordAct(tx, {
    clientId,
    actor: { kind: 'software', id: null },
    verb: plan.stored ? 'client.changed' : 'client.created',
    subject: { kind: 'client', id: String(clientId) },
    before: plan.stored && plan.changes.map(({ part, key, before }) => ({ part, key, value: before })),
    after: plan.stored
      ? { changes: plan.changes.map(({ part, key, after }) => ({ part, key, value: after })), contacts }
      : { client: plan.read.definition, contacts },
    authority: 'agency folder',
    at: now,
  })
  return clientId
}

/** Between plan and import somebody else may have changed a client, or made it. */
async function refuseStalePlan(tx: Transaction, plans: readonly ClientPlan[]): Promise<void> {
  const keys = plans.map(({ read }) => read.definition.key)
  if (keys.length === 0) return
  const rows = await tx
    .select({ key: clients.key, version: clients.version })
    .from(clients)
    .where(inArray(clients.key, keys))
    .for('update')
  const versions = new Map(rows.map(({ key, version }) => [key, version]))
  const stale = plans.find(({ read, stored }) => versions.get(read.definition.key) !== stored?.version)
  if (stale)
    throw new Error(`Client ${stale.read.definition.key} was changed meanwhile; run the import again`)
}

/** Before any line is given, so that numbers can change hands within one import. */
async function freeLines(tx: Transaction, plans: readonly ClientPlan[]): Promise<void> {
  const numbers = plans.flatMap(({ stored, changes }) => {
    const keys = new Set(changes.filter(({ part }) => part === 'lines').map(({ key }) => key))
    return (stored?.definition.lines ?? []).filter(({ key }) => keys.has(key)).map(({ number }) => number)
  })
  if (numbers.length > 0) await tx.delete(lines).where(inArray(lines.number, numbers))
}
