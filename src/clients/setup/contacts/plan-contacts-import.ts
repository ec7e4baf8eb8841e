import type { Context } from '../../../context.ts'
import type { PlacedContact } from '../../agency-folder/agency.ts'
import type { ContactCounts } from '../../agency-folder/compare-contacts.ts'
import type { StoredClient } from '../../agency-folder/load-stored.ts'
import { type ClientPlan, planContacts } from '../../agency-folder/plan-import.ts'
import type { Problem } from '../../agency-folder/problem.ts'
import { RowProblems, readContactsOf } from './read-contacts-of.ts'
import type { Row } from './read-upload.ts'

export type ContactsPlan = {
  /** With `removed` for those whom the file does not name. */
  readonly counts: ContactCounts
  readonly problems: readonly Problem[]
  /** Rows that have one. */
  readonly badLines: ReadonlySet<number>
  readonly valid: readonly PlacedContact[]
  readonly rows: number
}

type Source = { readonly rows: readonly Row[]; readonly mapping: readonly string[] }

/** What importing the file would do; nothing is changed. */
export async function planContactsImport(
  { db }: Pick<Context, 'db'>,
  stored: StoredClient,
  source: Source,
): Promise<ContactsPlan> {
  const problems = new RowProblems()
  const { executives } = stored.definition
  const read = readContactsOf({ ...source, executives }, problems)
  const counts = await planContacts(db, readOf(stored, read), stored, problems)
  const badLines = new Set(problems.all.map(({ place }) => place.line))
  const valid = read.filter(({ place }) => !badLines.has(place.line))
  return { counts, problems: problems.all, badLines, valid, rows: source.rows.length - 1 }
}

/** The plan of an import of these contacts and nothing else. */
export const clientPlanOf = (
  stored: StoredClient,
  contacts: readonly PlacedContact[],
  counts: ContactCounts,
): ClientPlan => ({
  read: readOf(stored, contacts),
  folder: stored.folder,
  stored,
  changes: [],
  contacts: counts,
})

const nowhere = { file: '', line: 1, column: 1 }

const readOf = ({ definition }: StoredClient, contacts: readonly PlacedContact[]): ClientPlan['read'] => ({
  definition,
  places: { start: nowhere, lines: [], team: nowhere, overflow: nowhere, rules: new Map() },
  contacts: { kind: 'inline', contacts },
})
