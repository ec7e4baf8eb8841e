import { and, eq, inArray, sql } from 'drizzle-orm'
import { saveAppointmentTypes } from '../../agenda/stored-types.ts'
import type { Transaction } from '../../db/db.ts'
import { newId } from '../../ids.ts'
import { saveMandates } from '../../mandates/stored-mandates.ts'
import { publishRuleSet } from '../../rules/publish-rule-set.ts'
import { instructions, reasons } from '../instructions/tables.ts'
import { clients, lines } from '../tables.ts'
import type { Author } from './apply-plan.ts'
import type { ClientPlan } from './plan-import.ts'
import { changedItems, fromInsert, removedKeys } from './planned-rows.ts'
import { saveExecutives } from './save-executives.ts'

export type SavedClient = { readonly clientId: number; readonly executiveIds: ReadonlyMap<string, string> }

/** Writes what differs of one client, contacts aside. Its changed lines have been deleted before. */
export async function saveClient(tx: Transaction, plan: ClientPlan, author: Author): Promise<SavedClient> {
  const now = author.at
  const clientId = await saveRow(tx, plan, now)
  const executiveIds = await saveExecutives(tx, plan, clientId, now)
  await saveLines(tx, plan, clientId, executiveIds)
  await saveReasons(tx, plan, clientId)
  await saveInstructions(tx, plan, clientId, now)
  await saveTypes(tx, plan, clientId, now)
  await saveDelegated(tx, plan, clientId, now)
  await saveRules(tx, plan, clientId, author)
  return { clientId, executiveIds }
}

async function saveRow(tx: Transaction, { read, stored }: ClientPlan, changedAt: Date): Promise<number> {
  const { key, settings, hours } = read.definition
  const values = {
    ...settings,
    allowedCountries: [...settings.allowedCountries],
    slipFields: [...settings.slipFields],
    slipTemplates: [...settings.slipTemplates],
    unbilledOutcomes: [...settings.unbilledOutcomes],
    hours,
    changedAt,
  }
  if (stored) {
    const version = stored.version + 1
    await tx
      .update(clients)
      .set({ ...values, version })
      .where(eq(clients.clientId, stored.clientId))
    return stored.clientId
  }
  const [row] = await tx
    .insert(clients)
    .values({ ...values, key, version: 1 })
    .returning({ clientId: clients.clientId })
  if (!row) throw new Error(`Client ${key} was inserted but has no id`)
  return row.clientId
}

async function saveLines(
  tx: Transaction,
  plan: ClientPlan,
  clientId: number,
  executiveIds: ReadonlyMap<string, string>,
): Promise<void> {
  const changed = changedItems(plan, 'lines', plan.read.definition.lines)
  if (changed.length === 0) return
  const rows = changed.map(({ recipient, ...line }) => {
    const recipientId = executiveIds.get(recipient)
    if (!recipientId) throw new Error(`Line ${line.key} names the executive ${recipient}, who has no id`)
    return { ...line, clientId, recipientId }
  })
  await tx.insert(lines).values(rows)
}

async function saveReasons(tx: Transaction, plan: ClientPlan, clientId: number): Promise<void> {
  const all = plan.read.definition.reasons.map((reason, place) => ({ ...reason, place }))
  const rows = changedItems(plan, 'reasons', all).map(({ recipient, questions, ...reason }) => ({
    ...reason,
    clientId,
    id: plan.stored?.ids.reasons.get(reason.key) ?? newId(),
    recipientKey: recipient,
    questions: [...questions],
  }))
  const set = {
    ...fromInsert(['name', 'questions', 'recipient_key', 'urgent', 'treatment', 'place']),
    version: sql`${reasons.version} + 1`,
  }
  const gone = removedKeys(plan, 'reasons')
  if (gone.length > 0)
    await tx.delete(reasons).where(and(eq(reasons.clientId, clientId), inArray(reasons.key, gone)))
  if (rows.length === 0) return
  await tx
    .insert(reasons)
    .values(rows)
    .onConflictDoUpdate({ target: [reasons.clientId, reasons.id], set })
}

async function saveInstructions(
  tx: Transaction,
  plan: ClientPlan,
  clientId: number,
  changedAt: Date,
): Promise<void> {
  const all = plan.read.definition.instructions.map((instruction, place) => ({ ...instruction, place }))
  const rows = changedItems(plan, 'instructions', all).map(({ from, until, ...instruction }) => ({
    ...instruction,
    clientId,
    id: plan.stored?.ids.instructions.get(instruction.key) ?? newId(),
    fromDate: from,
    untilDate: until,
    changedAt,
  }))
  const gone = removedKeys(plan, 'instructions')
  if (gone.length > 0) {
    await tx
      .delete(instructions)
      .where(and(eq(instructions.clientId, clientId), inArray(instructions.key, gone)))
  }
  if (rows.length === 0) return
  const set = {
    ...fromInsert(['body', 'from_date', 'until_date', 'place', 'changed_at']),
    version: sql`${instructions.version} + (${isReworded})::int`,
  }
  await tx
    .insert(instructions)
    .values(rows)
    .onConflictDoUpdate({ target: [instructions.clientId, instructions.id], set })
}

/** 1 where words or dates differ, 0 where only the place in the list does: that nobody need read again. */
const isReworded = sql`(${instructions.body}, ${instructions.fromDate}, ${instructions.untilDate})
  is distinct from (excluded.body, excluded.from_date, excluded.until_date)`

async function saveTypes(tx: Transaction, plan: ClientPlan, clientId: number, now: Date): Promise<void> {
  const all = plan.read.definition.appointmentTypes.map((type, place) => ({ ...type, place }))
  const rows = changedItems(plan, 'appointmentTypes', all).map((type) => ({
    ...type,
    id: plan.stored?.ids.appointmentTypes.get(type.key) ?? newId(),
  }))
  await saveAppointmentTypes(tx, { clientId, rows, gone: removedKeys(plan, 'appointmentTypes') }, now)
}

async function saveDelegated(tx: Transaction, plan: ClientPlan, clientId: number, now: Date): Promise<void> {
  const all = plan.read.definition.mandates.map((mandate, place) => ({ ...mandate, place }))
  const rows = changedItems(plan, 'mandates', all).map((mandate) => ({
    ...mandate,
    id: plan.stored?.ids.mandates.get(mandate.key) ?? newId(),
  }))
  await saveMandates(tx, { clientId, rows, gone: removedKeys(plan, 'mandates') }, now)
}

async function saveRules(
  tx: Transaction,
  plan: ClientPlan,
  clientId: number,
  { actor, note, at }: Author,
): Promise<void> {
  if (plan.stored && !plan.changes.some(({ part }) => part === 'ruleSet')) return
  await publishRuleSet(tx, {
    clientId,
    version: (plan.stored?.ruleSetVersion ?? 0) + 1,
    ruleSet: plan.read.definition.ruleSet,
    publishedAt: at,
    publishedById: actor.id,
    note,
  })
}
