import type { Act } from '../../../acts/record-act.ts'
import type { Context } from '../../../context.ts'
import { applyClients, findStale } from '../../agency-folder/apply-plan.ts'
import type { ContactCounts } from '../../agency-folder/compare-contacts.ts'
import { loadById } from '../../change-client.ts'
import { deleteImport, findImport } from './kept-imports.ts'
import { clientPlanOf, planContactsImport } from './plan-contacts-import.ts'
import { readRows } from './read-upload.ts'

type Importing = {
  readonly clientId: number
  readonly importId: string
  readonly actor: Act['actor']
  /** What becomes of contacts whom the file does not name. */
  readonly others: 'keep' | 'remove'
  /** Whether rows with problems are passed over; else one of them stops it all. */
  readonly badRows: 'skip' | 'stop'
}

export type Imported =
  | { readonly kind: 'imported'; readonly counts: ContactCounts }
  | { readonly kind: 'refused' }
  | { readonly kind: 'stale' }
  | { readonly kind: 'gone' }

/**
 * Imports a file that somebody has looked at: all of it or nothing. A row that is passed over may be that of a known
 * contact, so that nobody can be removed for not being named.
 */
export async function importContacts(
  context: Pick<Context, 'db' | 'live' | 'now'>,
  importing: Importing,
): Promise<Imported> {
  const { clientId, importId, actor, others, badRows } = importing
  const kept = await findImport(context.db, clientId, importId)
  const stored = kept && (await loadById(context.db, clientId))
  if (!kept || !stored) return { kind: 'gone' }
  const rows = await readRows(kept)
  if ('kind' in rows) return { kind: 'refused' }
  const { badLines, valid } = await planContactsImport(context, stored, { rows, mapping: kept.mapping })
  if (badLines.size > 0 && (badRows === 'stop' || others === 'remove')) return { kind: 'refused' }
  const good = { rows: rows.filter(({ line }) => !badLines.has(line)), mapping: kept.mapping }
  const { counts: named } = await planContactsImport(context, stored, good)
  const counts = others === 'remove' ? named : { ...named, removed: 0, kept: named.kept + named.removed }
  const plan = clientPlanOf(stored, valid, counts)
  const author = { actor, authority: 'console', note: null, at: context.now() }
  const done = await context.db.transaction(async (tx) => {
    if (await findStale(tx, [plan])) return false
    if (counts.created + counts.changed + counts.removed > 0) await applyClients(tx, [plan], author)
    await deleteImport(tx, clientId, importId)
    return true
  })
  if (!done) return { kind: 'stale' }
  context.live.changed([clientId], 'settings')
  return { kind: 'imported', counts }
}
