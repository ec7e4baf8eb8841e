import { and, asc, count, eq, inArray, max } from 'drizzle-orm'
import { selectAppointmentTypes, toAppointmentType } from '../../agenda/stored-types.ts'
import { answeringSettingsSchema } from '../../answering/answering.ts'
import { recordingSettingsSchema } from '../../call-recordings/recording.ts'
import type { Db, Transaction } from '../../db/db.ts'
import { selectMandates, toMandate } from '../../mandates/stored-mandates.ts'
import { outgoingSettingsSchema } from '../../outgoing/outgoing.ts'
import { hoursSchema } from '../../rules/hours.ts'
import { ruleSetSchema } from '../../rules/rule.ts'
import { ruleSets } from '../../rules/tables.ts'
import { executiveChoicesSchema } from '../executive.ts'
import { instructions, reasons } from '../instructions/tables.ts'
import { slipFieldSchema, slipTemplateSchema } from '../slip-form.ts'
import { clients, contacts, executives, lines } from '../tables.ts'
import type { ClientDefinition, OwnChoices } from './definition.ts'

/** A client as the database holds it, with what a change to it needs to know. */
export type StoredClient = {
  readonly clientId: number
  readonly version: number
  readonly ruleSetVersion: number
  readonly contacts: number
  readonly definition: ClientDefinition
  readonly ids: StoredIds
  /** By key of the executive, what the folder said when it was last imported. */
  readonly folder: ReadonlyMap<string, OwnChoices>
}

/** Ids by key; also of executives who left, and of types and mandates that were removed: they may come back. */
export type StoredIds = {
  readonly executives: ReadonlyMap<string, string>
  readonly reasons: ReadonlyMap<string, string>
  readonly instructions: ReadonlyMap<string, string>
  readonly appointmentTypes: ReadonlyMap<string, string>
  readonly mandates: ReadonlyMap<string, string>
}

type Reader = Db | Transaction

/** The named clients as far as they exist, by key. */
export async function loadStored(db: Reader, keys: readonly string[]): Promise<Map<string, StoredClient>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .select()
    .from(clients)
    .where(inArray(clients.key, [...keys]))
    .orderBy(asc(clients.key))
  if (rows.length === 0) return new Map()
  const owned = await loadOwned(
    db,
    rows.map((row) => row.clientId),
  )
  return new Map(rows.map((row) => [row.key, toStored(row, owned)]))
}

type Owned = Awaited<ReturnType<typeof loadOwned>>

async function loadOwned(db: Reader, ids: number[]) {
  const ofIds = <T extends { clientId: number }>(rows: T[]) => Map.groupBy(rows, (row) => row.clientId)
  return {
    executives: ofIds(
      await db.select().from(executives).where(inArray(executives.clientId, ids)).orderBy(executives.key),
    ),
    lines: ofIds(await db.select().from(lines).where(inArray(lines.clientId, ids)).orderBy(lines.key)),
    reasons: ofIds(
      await db.select().from(reasons).where(inArray(reasons.clientId, ids)).orderBy(reasons.place),
    ),
    instructions: ofIds(
      await db
        .select()
        .from(instructions)
        .where(inArray(instructions.clientId, ids))
        .orderBy(instructions.place),
    ),
    appointmentTypes: ofIds(await selectAppointmentTypes(db, ids)),
    mandates: ofIds(await selectMandates(db, ids)),
    ruleSets: ofIds(await selectRuleSets(db, ids)),
    contacts: ofIds(
      await db
        .select({ clientId: contacts.clientId, count: count() })
        .from(contacts)
        .where(inArray(contacts.clientId, ids))
        .groupBy(contacts.clientId),
    ),
  }
}

function selectRuleSets(db: Reader, ids: number[]) {
  const inForce = db
    .select({ clientId: ruleSets.clientId, version: max(ruleSets.version).as('in_force_version') })
    .from(ruleSets)
    .where(inArray(ruleSets.clientId, ids))
    .groupBy(ruleSets.clientId)
    .as('in_force')
  return db
    .select({ clientId: ruleSets.clientId, version: ruleSets.version, ruleSet: ruleSets.ruleSet })
    .from(ruleSets)
    .innerJoin(inForce, and(eq(inForce.clientId, ruleSets.clientId), eq(inForce.version, ruleSets.version)))
}

function toStored(row: typeof clients.$inferSelect, owned: Owned): StoredClient {
  const { clientId, key, hours, version, changedAt, state, stateSince, testedAt, testAskedAt, ...settings } =
    row
  const executiveRows = owned.executives.get(clientId) ?? []
  const keyOf = new Map(executiveRows.map((executive) => [executive.id, executive.key]))
  const rules = owned.ruleSets.get(clientId)?.[0]
  return {
    clientId,
    version,
    ruleSetVersion: rules?.version ?? 0,
    contacts: owned.contacts.get(clientId)?.[0]?.count ?? 0,
    ids: idsOf(clientId, owned),
    folder: new Map(executiveRows.map((row) => [row.key, lastInFolder(row)])),
    definition: {
      key,
      settings: {
        ...settings,
        answering: answeringSettingsSchema.parse(settings.answering),
        recording: recordingSettingsSchema.nullable().parse(settings.recording),
        outgoing: outgoingSettingsSchema.parse(settings.outgoing),
        slipFields: settings.slipFields.map((field) => slipFieldSchema.parse(field)),
        slipTemplates: settings.slipTemplates.map((template) => slipTemplateSchema.parse(template)),
      },
      // What a JSON column gives back has its keys in another order; the schema restores ours.
      hours: hoursSchema.parse(hours),
      executives: executiveRows.filter((executive) => executive.leftAt === null).map(toExecutive),
      lines: (owned.lines.get(clientId) ?? []).map((line) => ({
        key: line.key,
        number: line.number,
        diversion: line.diversion,
        recipient: keyOf.get(line.recipientId) ?? '',
        sender: line.sender,
        receivesTexts: line.receivesTexts,
      })),
      reasons: (owned.reasons.get(clientId) ?? []).map(toReason),
      instructions: (owned.instructions.get(clientId) ?? []).map(toInstruction),
      appointmentTypes: standing(owned.appointmentTypes.get(clientId)).map(toAppointmentType),
      mandates: standing(owned.mandates.get(clientId)).map(toMandate),
      ruleSet: ruleSetSchema.parse(rules?.ruleSet ?? { rules: [], default: { kind: 'takeMessage' } }),
    },
  }
}

function idsOf(clientId: number, owned: Owned): StoredIds {
  const byKey = (rows: readonly { key: string; id: string }[] = []) =>
    new Map(rows.map((row) => [row.key, row.id]))
  return {
    executives: byKey(owned.executives.get(clientId)),
    reasons: byKey(owned.reasons.get(clientId)),
    instructions: byKey(owned.instructions.get(clientId)),
    appointmentTypes: byKey(owned.appointmentTypes.get(clientId)),
    mandates: byKey(owned.mandates.get(clientId)),
  }
}

const toExecutive = (row: typeof executives.$inferSelect) => ({
  key: row.key,
  name: row.name,
  language: row.language,
  mobile: row.mobile,
  email: row.email,
  choices: executiveChoicesSchema.parse(row.choices),
  onCall: row.onCallRank,
  workingHours: row.workingHours,
})

const standing = <T extends { removedAt: Date | null }>(rows: readonly T[] = []) =>
  rows.filter(({ removedAt }) => removedAt === null)

const lastInFolder = (row: typeof executives.$inferSelect): OwnChoices => ({
  choices: executiveChoicesSchema.parse(row.folderChoices ?? row.choices),
  language: row.folderLanguage ?? row.language,
})

const toReason = (row: typeof reasons.$inferSelect) => ({
  key: row.key,
  name: row.name,
  questions: row.questions,
  recipient: row.recipientKey,
  urgent: row.urgent,
  treatment: row.treatment,
})

const toInstruction = (row: typeof instructions.$inferSelect) => ({
  key: row.key,
  body: row.body,
  from: row.fromDate,
  until: row.untilDate,
})
