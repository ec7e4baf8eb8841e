import { eq } from 'drizzle-orm'
import { parse } from 'yaml'
import type { Act } from '../acts/record-act.ts'
import type { Context } from '../context.ts'
import type { Db, Transaction } from '../db/db.ts'
import { teams } from '../floor/tables.ts'
import { checkRules } from '../rules/check-rules.ts'
import type { Finding } from '../rules/finding.ts'
import { localTime } from '../rules/local-time.ts'
import { applyClients, findStale } from './agency-folder/apply-plan.ts'
import { checkedClient } from './agency-folder/check-all-clients.ts'
import { unknownTeams } from './agency-folder/check-assigned.ts'
import { checkClient } from './agency-folder/check-client.ts'
import { clientFileSchema } from './agency-folder/client-file.ts'
import { compareDefinitions } from './agency-folder/compare-definitions.ts'
import type { ClientDefinition } from './agency-folder/definition.ts'
import { check, type Issue } from './agency-folder/explain-issue.ts'
import { loadStored, type StoredClient } from './agency-folder/load-stored.ts'
import type { ClientPlan } from './agency-folder/plan-import.ts'
import { printClient } from './agency-folder/print-client.ts'
import { toDefinition } from './agency-folder/to-definition.ts'
import { noteReachChanges } from './reach/note-reach-changes.ts'
import { clients, lines } from './tables.ts'

type Authored = {
  readonly clientId: number
  /** Of the client as she saw it; null where she did not need to see it. */
  readonly seenVersion: number | null
  readonly actor: Act['actor']
  /** Why the rules are changed, in her words. */
  readonly note?: string
  /** What belongs to the change and is written with it; when it throws, nothing is changed. */
  readonly also?: (tx: Transaction) => Promise<void>
}

type Changing = Authored & { readonly change: (standing: ClientDefinition) => ClientDefinition }

/** What a client's file says, read but not checked: text as somebody typed it may stand anywhere in it. */
export type FileObject = Readonly<Record<string, unknown>>

type Rewriting = Authored & {
  readonly rewrite: (standing: FileObject, definition: ClientDefinition) => FileObject
}

export type ClientChange =
  | { readonly kind: 'changed' | 'unchanged'; readonly warnings: readonly Finding[] }
  /** Somebody else changed the client since she saw it. */
  | { readonly kind: 'stale' | 'unknownClient' }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[]; readonly findings: readonly Finding[] }

type ChangingContext = Pick<Context, 'config' | 'db' | 'live' | 'now'>

/**
 * Changes what a client is: its settings, hours, people, lines, reasons, instructions, rules. Whatever an agency
 * folder may not say is refused here by the same checks. What was before and after goes into an act.
 */
export async function changeClient(
  context: ChangingContext,
  { change, ...authored }: Changing,
): Promise<ClientChange> {
  return rewriteClient(context, { ...authored, rewrite: (_, standing) => fileOf(change(standing)) })
}

/** The same, told as the client's file would tell it: what was typed wrong is refused with its place in the file. */
export async function rewriteClient(context: ChangingContext, changing: Rewriting): Promise<ClientChange> {
  const stored = await loadById(context.db, changing.clientId)
  if (!stored) return { kind: 'unknownClient' }
  if (changing.seenVersion !== null && changing.seenVersion !== stored.version) return { kind: 'stale' }
  const { key } = stored.definition
  const rewritten = changing.rewrite(fileOf(stored.definition), stored.definition)
  const checked = await checkFile(context, key, rewritten)
  if (checked.kind === 'refused') return checked
  const { definition, warnings } = checked
  const changes = compareDefinitions(stored.definition, definition)
  if (changes.length === 0) return { kind: 'unchanged', warnings }
  const outcome = await save(context, { ...planOf(definition, stored), changes }, changing)
  if (outcome === 'changed') context.live.changed([changing.clientId], 'settings')
  return outcome === 'changed' ? { kind: outcome, warnings } : { kind: outcome }
}

async function save({ db, now }: ChangingContext, plan: ClientPlan, { actor, note, also }: Authored) {
  const author = { actor, authority: 'console', note: note ?? null, at: now() }
  return db.transaction(async (tx) => {
    if (await findStale(tx, [plan])) return 'stale' as const
    await applyClients(tx, [plan], author)
    const { definition } = plan.read
    if (plan.stored) await noteReachChanges(tx, { stored: plan.stored, definition, actor, at: author.at })
    await also?.(tx)
    return 'changed' as const
  })
}

type Creating = Pick<Authored, 'actor'> & { readonly key: string; readonly file: FileObject }

/** Makes a client from what its file would say; it is being prepared until it goes live. */
export async function createClient(
  context: ChangingContext,
  { actor, key, file }: Creating,
): Promise<{ kind: 'created'; clientId: number } | { kind: 'keyTaken' } | Refused> {
  const checked = await checkFile(context, key, file)
  if (checked.kind === 'refused') return checked
  const plan = { ...planOf(checked.definition, null), changes: [] }
  const at = context.now()
  const clientId = await context.db.transaction(async (tx) => {
    if (await findStale(tx, [plan])) return null
    const [id = null] = await applyClients(tx, [plan], { actor, authority: 'console', note: null, at })
    if (id !== null)
      await tx.update(clients).set({ state: 'preparing', stateSince: at }).where(eq(clients.clientId, id))
    return id
  })
  if (clientId === null) return { kind: 'keyTaken' }
  context.live.changed([clientId], 'settings')
  return { kind: 'created', clientId }
}

/** The client as it stands, and the version that a change is to name. */
export async function loadById(db: Db, clientId: number): Promise<StoredClient | null> {
  const [row] = await db.select({ key: clients.key }).from(clients).where(eq(clients.clientId, clientId))
  if (!row) return null
  return (await loadStored(db, [row.key])).get(row.key) ?? null
}

type Refused = Extract<ClientChange, { kind: 'refused' }>
type Checked = { kind: 'valid'; definition: ClientDefinition; warnings: Finding[] } | Refused

type CheckContext = Pick<ChangingContext, 'config' | 'db' | 'now'>

/** As if the definition had come in a file: written out, read and judged by the checks of the agency folder. */
export const checkDefinition = (context: CheckContext, described: ClientDefinition): Promise<Checked> =>
  checkFile(context, described.key, fileOf(described))

export const fileOf = (definition: ClientDefinition): FileObject => parse(printClient(definition))

export async function checkFile(
  { db, config, now }: CheckContext,
  key: string,
  file: FileObject,
): Promise<Checked> {
  const checked = check(clientFileSchema, file)
  if ('issues' in checked) return { kind: 'refused', issues: checked.issues, findings: [] }
  const definition = toDefinition(key, checked.value)
  const owners = await lineOwners(db)
  const issues = [
    ...checkClient(definition, checked.value, config),
    ...takenLines(definition, owners),
    ...emergencyIsLine(definition, owners),
    ...unknownTeams(definition, await teamKeys(db)),
  ]
  const agencyLines = new Set([...owners.keys(), ...definition.lines.map(({ number }) => number)])
  const today = localTime(now(), definition.hours.timeZone).today.date
  const findings = checkRules(definition.ruleSet, checkedClient(definition, agencyLines), today)
  if (issues.length > 0 || findings.some(({ level }) => level === 'error'))
    return { kind: 'refused', issues, findings }
  return { kind: 'valid', definition, warnings: findings }
}

async function lineOwners(db: Db) {
  const rows = await db
    .select({ number: lines.number, key: clients.key })
    .from(lines)
    .innerJoin(clients, eq(clients.clientId, lines.clientId))
  return new Map(rows.map(({ number, key }) => [number, key]))
}

async function teamKeys(db: Db): Promise<string[]> {
  return (await db.select({ key: teams.key }).from(teams)).map(({ key }) => key)
}

type Owners = Awaited<ReturnType<typeof lineOwners>>

const takenLines = ({ key, lines: own }: ClientDefinition, owners: Owners): Issue[] =>
  own.flatMap(({ number }, index) => {
    const owner = owners.get(number)
    if (owner === undefined || owner === key) return []
    return [{ path: ['lines', index, 'number'], value: number, expected: `a line of ${owner}` }]
  })

const emergencyIsLine = ({ settings }: ClientDefinition, owners: Owners): Issue[] =>
  settings.emergencyNumber && owners.has(settings.emergencyNumber)
    ? [{ path: ['emergencyNumber'], value: settings.emergencyNumber, expected: 'a telephone of the client' }]
    : []

/** The folder's word on an executive's choices stays as it was; a new one's are taken for it. */
function planOf(definition: ClientDefinition, stored: StoredClient | null): Omit<ClientPlan, 'changes'> {
  const own = new Map(definition.executives.map((executive) => [executive.key, executive]))
  const start = { file: 'console', line: 1, column: 1 }
  const places = { start, lines: [], team: start, overflow: start, rules: new Map() }
  return {
    read: { definition, places, contacts: null },
    folder: new Map([...own, ...(stored?.folder ?? [])]),
    stored,
    contacts: null,
  }
}
