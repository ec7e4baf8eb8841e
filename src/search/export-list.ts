import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { recordAct } from '../acts/record-act.ts'
import type { Context } from '../context.ts'
import type { Session } from '../secretaries/session.ts'
import { askList, lists } from './ask-list.ts'
import { csvCells, csvHead } from './csv-rows.ts'
import type { Place } from './cursor.ts'
import { type Asked, findPage } from './find-page.ts'
import { fieldsOf } from './list-address.ts'
import { exportAtMost, type ListKind } from './list-query.ts'
import { loadInOrder } from './show-list.ts'

type Export = { readonly kind: ListKind; readonly filters: unknown; readonly reason: string }
type ExportContext = Pick<Context, 'db' | 'now'>

const batch = 500

/**
 * A list as a file for French Excel, which takes `;` for the separator and needs the mark in front to know UTF-8;
 * LibreOffice and others ask or guess right. What leaves, why and how many rows of each client is written down
 * before the first row goes.
 */
export async function exportList(
  context: ExportContext,
  session: Session,
  exported: Export,
): Promise<Readable> {
  const { query, asked } = await askList(context, session, exported.kind, exported.filters)
  const places = await allPlaces(context, exported.kind, {
    ...asked,
    from: null,
    direction: 'on',
    limit: batch,
  })
  const after = { list: exported.kind, reason: exported.reason, filters: Object.fromEntries(fieldsOf(query)) }
  await recordExport(context, session, places, after)
  return Readable.from(csvOf(context, session, exported.kind, places))
}

async function allPlaces({ db }: ExportContext, kind: ListKind, first: Asked): Promise<Place[]> {
  const places: Place[] = []
  for (let asked = first; places.length < exportAtMost; ) {
    const page = await findPage(db, lists[kind], asked)
    places.push(...page.places)
    const next = page.goesOn ? page.places.at(-1) : page.reached
    if (!next) break
    asked = { ...asked, from: next }
  }
  return places.slice(0, exportAtMost)
}

function recordExport(
  { db, now }: ExportContext,
  { scope }: Session,
  places: readonly Place[],
  what: object,
) {
  const byClient = Map.groupBy(places, ({ clientId }) => clientId)
  return db.transaction(async (tx) => {
    for (const [clientId, theirs] of byClient) {
      await recordAct(tx, {
        clientId,
        actor: scope.actor,
        verb: 'list.exported',
        subject: { kind: 'client', id: String(clientId) },
        before: null,
        after: { ...what, rows: theirs.length },
        authority: 'console',
        at: now(),
      })
    }
  })
}

async function* csvOf(
  { db }: ExportContext,
  { secretary: { language } }: Session,
  kind: ListKind,
  places: readonly Place[],
): AsyncGenerator<string> {
  const write = (rows: string[][]) => stringify(rows, { delimiter: ';', record_delimiter: 'windows' })
  yield `\ufeff${write([csvHead(kind, language)])}`
  for (let at = 0; at < places.length; at += batch) {
    const rows = await loadInOrder(db, kind, places.slice(at, at + batch))
    yield write(rows.map((row) => csvCells(kind, row, language)))
  }
}
