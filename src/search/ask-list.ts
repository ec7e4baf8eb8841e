import { sql } from 'drizzle-orm'
import { clients } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/db.ts'
import { AppError } from '../errors.ts'
import { type Language, t } from '../i18n/text.ts'
import { instantOf } from '../rules/instant-of.ts'
import type { Session } from '../secretaries/session.ts'
import { conditionsOf } from './conditions.ts'
import { type Place, readCursor } from './cursor.ts'
import type { Asked, Listed } from './find-page.ts'
import { type ListKind, type ListQuery, readListQuery } from './list-query.ts'
import { callList, clientList, contactList, slipList, textList } from './lists.ts'
import { readTerms } from './terms.ts'

export const lists: Record<ListKind, Listed> = {
  calls: callList,
  texts: textList,
  slips: slipList,
  contacts: contactList,
  clients: clientList,
}

export type AskedList = { readonly query: ListQuery; readonly asked: Asked }

/** From an address to a question that the database can be asked; refuses whatever our own pages never send. */
export async function askList(
  { db }: Pick<Context, 'db'>,
  { scope, secretary: { language } }: Session,
  kind: ListKind,
  raw: unknown,
): Promise<AskedList> {
  const query = readListQuery(kind, raw)
  if ('wrong' in query)
    throw new AppError(400, 'badQuery', t(language, 'search.badQuery', { names: query.wrong.join(', ') }))
  if (query.client !== undefined && !scope.clientIds.includes(query.client))
    throw new AppError(404, 'notFound', 'a client that is not there or not hers')
  const clientIds = query.client === undefined ? scope.clientIds : [query.client]
  const timeZone = query.client === undefined ? agencyZone : await zoneOf(db, query.client)
  return {
    query,
    asked: {
      clientIds,
      ...placeOf(kind, query, clientIds, language),
      limit: query.limit,
      since: query.from === undefined ? null : instantOf(query.from, '00:00', timeZone),
      until: query.to === undefined ? null : instantOf(dayAfter(query.to), '00:00', timeZone),
      where: conditionsOf(kind, query),
      terms: query.q?.trim() ? readTerms(query.q) : null,
    },
  }
}

/** Whose days a period has where it is asked of several clients. */
const agencyZone = 'Europe/Paris'

async function zoneOf(db: Db, clientId: number): Promise<string> {
  const [row] = await db
    .select({ zone: sql<string>`${clients.hours}->>'timeZone'` })
    .from(clients)
    .where(sql`${clients.clientId} = ${clientId}`)
  return row?.zone ?? agencyZone
}

const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

function placeOf(
  kind: ListKind,
  { after, before }: ListQuery,
  clientIds: readonly number[],
  language: Language,
): { from: Place | null; direction: Asked['direction'] } {
  const text = after ?? before
  if (text === undefined) return { from: null, direction: 'on' }
  const from = readCursor(lists[kind].keyKind, text)
  if (!from || !clientIds.includes(from.clientId) || (after !== undefined && before !== undefined))
    throw new AppError(400, 'badCursor', t(language, 'search.badCursor'))
  return { from, direction: after === undefined ? 'back' : 'on' }
}
