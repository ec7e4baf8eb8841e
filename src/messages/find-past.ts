import { and, desc, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { calls } from '../calls/tables.ts'
import { executives } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { tasks } from '../tasks/tables.ts'
import { texts } from '../texts/tables.ts'
import type { SlipSource } from './find-source.ts'
import { type Message, viewMessages, type Word } from './queries.ts'
import { messages } from './tables.ts'

type Reader = Pick<Db, 'select'>

/** What happened with this caller before, and what became of it. */
export type PastContact = {
  readonly kind: 'call' | 'text'
  readonly id: string
  readonly at: Date
  readonly direction: 'inbound' | 'outbound'
  readonly disposition: string | null
  readonly outcome: string | null
  /** Of a text. */
  readonly body: string | null
  readonly slip: PastSlip | null
}

export type PastSlip = {
  readonly message: Message
  readonly recipientName: string | null
  /** What the executives said of it. */
  readonly words: readonly Word[]
  /** The call back that was asked of the secretaries: still open, or when it was made. */
  readonly callback: { readonly doneAt: Date | null } | null
}

const most = 8

/** The last calls and texts of this caller to this client, the newest first; nobody is known by a withheld number. */
export async function findPast(db: Reader, source: SlipSource): Promise<PastContact[]> {
  if (!source.callerNumber && !source.contactId) return []
  const found = [...(await pastCalls(db, source)), ...(await pastTexts(db, source))]
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, most)
  const slips = await findSlips(db, source.clientId, found)
  return found.map((one) => ({ ...one, slip: slips.get(one.id) ?? null }))
}

type Found = Omit<PastContact, 'slip'>

async function pastCalls(db: Reader, { clientId, callerNumber, contactId, sourceId }: SlipSource) {
  const isHis = or(
    ...(callerNumber ? [eq(calls.caller, callerNumber)] : []),
    ...(contactId ? [eq(calls.contactId, contactId)] : []),
  )
  const { id, arrivedAt: at, direction, disposition, outcome } = calls
  const rows = await db
    .select({ id, at, direction, disposition, outcome })
    .from(calls)
    .where(and(eq(calls.clientId, clientId), isHis, ne(calls.id, sourceId)))
    .orderBy(desc(at))
    .limit(most)
  return rows.map((row): Found => ({ ...row, kind: 'call', body: null }))
}

async function pastTexts(db: Reader, { clientId, callerNumber, contactId, sourceId }: SlipSource) {
  const isHis = or(
    ...(callerNumber ? [eq(texts.sender, callerNumber)] : []),
    ...(contactId ? [eq(texts.contactId, contactId)] : []),
  )
  const { id, receivedAt: at, disposition, body } = texts
  const rows = await db
    .select({ id, at, disposition, body })
    .from(texts)
    .where(and(eq(texts.clientId, clientId), isHis, ne(texts.id, sourceId)))
    .orderBy(desc(at))
    .limit(most)
  return rows.map((row): Found => ({ ...row, kind: 'text', direction: 'inbound', outcome: null }))
}

async function findSlips(
  db: Reader,
  clientId: number,
  found: readonly Found[],
): Promise<Map<string, PastSlip>> {
  const ids = found.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ message: messages, recipientName: executives.name })
    .from(messages)
    .leftJoin(
      executives,
      and(eq(executives.clientId, messages.clientId), eq(executives.id, messages.recipientId)),
    )
    .where(and(eq(messages.clientId, clientId), inArray(messages.sourceId, ids)))
  const views = await viewMessages(
    db,
    clientId,
    rows.map(({ message }) => message),
  )
  const callbacks = await findCallbacks(
    db,
    clientId,
    rows.map(({ message }) => message.id),
  )
  return new Map(
    rows.map(({ message, recipientName }, place) => {
      const words = views[place]?.words ?? []
      return [
        message.sourceId,
        { message, recipientName, words, callback: callbacks.get(message.id) ?? null },
      ]
    }),
  )
}

const ofMessage = sql<string>`${tasks.details} ->> 'messageId'`

async function findCallbacks(db: Reader, clientId: number, messageIds: readonly string[]) {
  if (messageIds.length === 0) return new Map<string, { doneAt: Date | null }>()
  const isOfOne: SQL = inArray(ofMessage, [...messageIds])
  const rows = await db
    .select({ messageId: ofMessage, doneAt: tasks.doneAt })
    .from(tasks)
    .where(and(eq(tasks.clientId, clientId), eq(tasks.kind, 'callback'), isOfOne))
    .orderBy(isNull(tasks.doneAt))
  return new Map(rows.map(({ messageId, doneAt }) => [messageId, { doneAt }]))
}
