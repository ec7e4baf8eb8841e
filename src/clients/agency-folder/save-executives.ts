import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../../db/db.ts'
import { newId } from '../../ids.ts'
import { contacts, executives } from '../tables.ts'
import type { ExecutiveDefinition } from './definition.ts'
import type { ClientPlan } from './plan-import.ts'
import { changedItems, fromInsert, removedKeys } from './planned-rows.ts'

/** Writes what differs of a client's executives, and answers their ids by key. */
export async function saveExecutives(
  tx: Transaction,
  plan: ClientPlan,
  clientId: number,
  now: Date,
): Promise<Map<string, string>> {
  const ids = new Map(plan.stored?.ids.executives)
  const changed = changedItems(plan, 'executives', plan.read.definition.executives)
  for (const { key } of changed) ids.set(key, ids.get(key) ?? newId())
  const others = changed.filter(({ key }) => !changesOwn(plan, key))
  await upsert(tx, plan, { clientId, ids }, others, columns)
  const own = changed.filter(({ key }) => changesOwn(plan, key))
  await upsert(tx, plan, { clientId, ids }, own, [...columns, ...ownColumns])
  await leave(tx, plan, { clientId, ids }, now)
  return ids
}

type Ids = { readonly clientId: number; readonly ids: ReadonlyMap<string, string> }

const columns = ['name', 'mobile', 'email', 'on_call_rank', 'working_hours', 'left_at'] as const
/** Written only where the plan says so: she may be changing them at this moment. */
const ownColumns = ['choices', 'language', 'folder_choices', 'folder_language'] as const

function changesOwn({ changes }: ClientPlan, key: string): boolean {
  const change = changes.find((one) => one.part === 'executives' && one.key === key)
  return !change?.before || change.fields.includes('choices') || change.fields.includes('language')
}

async function upsert(
  tx: Transaction,
  plan: ClientPlan,
  { clientId, ids }: Ids,
  some: readonly ExecutiveDefinition[],
  written: readonly string[],
): Promise<void> {
  if (some.length === 0) return
  const rows = some.map(({ onCall, ...executive }) => ({
    ...executive,
    clientId,
    id: ids.get(executive.key) ?? newId(),
    onCallRank: onCall,
    workingHours: executive.workingHours && [...executive.workingHours],
    leftAt: null,
    folderChoices: plan.folder.get(executive.key)?.choices ?? null,
    folderLanguage: plan.folder.get(executive.key)?.language ?? null,
  }))
  await tx
    .insert(executives)
    .values(rows)
    .onConflictDoUpdate({ target: [executives.clientId, executives.id], set: fromInsert(written) })
}

async function leave(tx: Transaction, plan: ClientPlan, { clientId, ids }: Ids, now: Date): Promise<void> {
  const left = removedKeys(plan, 'executives')
  if (left.length === 0) return
  const who = and(eq(executives.clientId, clientId), inArray(executives.key, left))
  await tx.update(executives).set({ leftAt: now, onCallRank: null }).where(who)
  const ofThem = left.flatMap((key) => ids.get(key) ?? [])
  const theirs = and(eq(contacts.clientId, clientId), inArray(contacts.executiveId, ofThem))
  await tx.update(contacts).set({ executiveId: null }).where(theirs)
}
