import { and, asc, eq, isNull } from 'drizzle-orm'
import { clients, executives } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/db.ts'
import { inScope, type Scope } from '../scope.ts'
import type { Session } from '../secretaries/session.ts'
import { secretaries } from '../secretaries/tables.ts'
import { type AskedList, askList, lists } from './ask-list.ts'
import type { Rows } from './columns-pages.ts'
import { type Place, writeCursor } from './cursor.ts'
import { findGiven } from './find-given.ts'
import { type Asked, findPage, type Page } from './find-page.ts'
import type { Offered, ShownList } from './list-pages.ts'
import type { ListKind, ListQuery } from './list-query.ts'
import { loadCalls, loadClients, loadContacts, loadSlips, loadTexts } from './load-rows.ts'

/** One page of a list, of what she may see. */
export async function showList<K extends ListKind>(
  context: Pick<Context, 'db' | 'now'>,
  session: Session,
  kind: K,
  raw: unknown,
): Promise<ShownList<K>> {
  const { query, asked } = await askList(context, session, kind, raw)
  const page = await findPage(context.db, lists[kind], asked)
  return {
    query,
    rows: await loadInOrder(context.db, kind, page.places),
    given: await givenOf(context, session.scope, kind, { query, asked }),
    offered: await offer(context.db, session.scope, query),
    ...waysOn(page, asked),
  }
}

/** Beside the first page of all that she sees, since the list itself is of her clients. */
async function givenOf<K extends ListKind>(
  { db, now }: Pick<Context, 'db' | 'now'>,
  scope: Scope,
  kind: K,
  { query, asked }: AskedList,
): Promise<Rows[K][]> {
  const isFirst = asked.from === null && query.client === undefined
  if (!isFirst || (kind !== 'calls' && kind !== 'slips')) return []
  return loadInOrder(db, kind, await findGiven(db, scope, kind, { ...asked, now: now() }))
}

const loaders: { readonly [K in ListKind]: (db: Db, places: readonly Place[]) => PromiseLike<Rows[K][]> } = {
  calls: loadCalls,
  texts: loadTexts,
  slips: loadSlips,
  contacts: loadContacts,
  clients: loadClients,
}

/** What these rows show, in the order of their places; one that has gone meanwhile is left out. */
export async function loadInOrder<K extends ListKind>(
  db: Db,
  kind: K,
  places: readonly Place[],
): Promise<Rows[K][]> {
  if (places.length === 0) return []
  const load: (db: Db, places: readonly Place[]) => PromiseLike<Rows[K][]> = loaders[kind]
  const rows = new Map((await load(db, places)).map((row) => [`${row.clientId} ${row.id}`, row]))
  return places.flatMap(({ clientId, id }) => rows.get(`${clientId} ${id}`) ?? [])
}

/** Whoever came back from further on can go on again; at the beginning of the list nothing is before it. */
function waysOn({ places, goesOn, reached }: Page, { direction, from }: Asked) {
  const [first, last] = [places.at(0), places.at(-1)]
  const isOn = direction === 'on'
  const cursor = (place: Place | undefined, shown: boolean) => (place && shown ? writeCursor(place) : null)
  return {
    on: cursor(last, isOn ? goesOn : true),
    back: cursor(first, isOn ? from !== null : goesOn),
    reached: isOn && reached ? writeCursor(reached) : null,
  }
}

const offeredAtMost = 300

/** Of very many clients none is offered by name: she searches the list of clients and goes on from there. */
async function offer(db: Db, scope: Scope, { client }: ListQuery): Promise<Offered> {
  const all = scope.clientIds.length <= offeredAtMost
  const ofClients = all
    ? await db
        .select({ id: clients.clientId, name: clients.name })
        .from(clients)
        .where(inScope(scope, clients.clientId))
        .orderBy(asc(clients.name))
    : []
  const people = await db
    .select({ id: secretaries.id, name: secretaries.name })
    .from(secretaries)
    .where(isNull(secretaries.disabledAt))
    .orderBy(asc(secretaries.name))
    .limit(offeredAtMost)
  const theirs =
    client === undefined
      ? []
      : await db
          .select({ id: executives.id, name: executives.name })
          .from(executives)
          .where(and(inScope(scope, executives.clientId), eq(executives.clientId, client)))
          .orderBy(asc(executives.name))
  return {
    clients: ofClients.map(({ id, name }) => ({ id: String(id), name })),
    secretaries: people,
    executives: theirs,
  }
}
