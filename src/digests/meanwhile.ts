import { and, desc, eq, gt, inArray, isNotNull, lte, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { standingActs } from '../acts/queries.ts'
import { acts } from '../acts/tables.ts'
import { calls } from '../calls/tables.ts'
import { contacts, lines } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { type MessageKind, messages } from '../messages/tables.ts'
import { secretaries } from '../secretaries/tables.ts'
import { texts } from '../texts/tables.ts'

type Reader = Pick<Db, 'select'>
/** One executive, and from after `since` up to `until`. */
export type Period = {
  readonly clientId: number
  readonly id: string
  readonly mobile: string | null
  readonly since: Date
  readonly until: Date
}

/** A call or text that a rule turned away on a line whose messages are hers. */
export type DiscardedItem = {
  readonly kind: 'call' | 'text'
  readonly id: string
  readonly at: Date
  readonly callerName: string | null
  /** E.164, or null when withheld or not a number. */
  readonly callerNumber: string | null
  readonly body: string | null
  readonly matteredAt: Date | null
  /** The act by which it was said to matter. */
  readonly actId: string | null
}

/** As many as anybody reads on a telephone. */
const most = 200

export async function findDiscardedItems(db: Reader, period: Period): Promise<DiscardedItem[]> {
  const found = [...(await discardedCalls(db, period)), ...(await discardedTexts(db, period))]
  const verbs = ['call.mattered', 'text.mattered']
  const subjectIds = found.filter(({ matteredAt }) => matteredAt).map(({ id }) => id)
  const said = await standingActs(db, { clientId: period.clientId, verbs, subjectIds })
  return found
    .map((item) => ({ ...item, actId: said.find(({ subjectId }) => subjectId === item.id)?.id ?? null }))
    .sort((a, b) => b.at.getTime() - a.at.getTime())
}

type Found = Omit<DiscardedItem, 'actId'>

async function discardedCalls(db: Reader, period: Period): Promise<Found[]> {
  const { id, arrivedAt: at, callerName, callerKind, caller, matteredAt } = calls
  const rows = await db
    .select({ id, at, callerName, callerKind, caller, matteredAt })
    .from(calls)
    .where(
      and(
        eq(calls.clientId, period.clientId),
        during(calls.arrivedAt, period),
        eq(calls.disposition, 'discarded'),
        inArray(calls.line, herLines(db, period)),
      ),
    )
    .orderBy(desc(at))
    .limit(most)
  return rows.map(({ callerKind, caller, ...row }) => ({
    ...{ ...row, kind: 'call' as const, body: null },
    callerNumber: callerKind === 'number' ? caller : null,
  }))
}

async function discardedTexts(db: Reader, period: Period): Promise<Found[]> {
  const { id, receivedAt: at, senderKind, sender, body, matteredAt } = texts
  const rows = await db
    .select({ id, at, callerName: contacts.name, senderKind, sender, body, matteredAt })
    .from(texts)
    .leftJoin(contacts, and(eq(contacts.clientId, texts.clientId), eq(contacts.id, texts.contactId)))
    .where(
      and(
        eq(texts.clientId, period.clientId),
        during(texts.receivedAt, period),
        eq(texts.disposition, 'discarded'),
        inArray(texts.line, herLines(db, period)),
      ),
    )
    .orderBy(desc(at))
    .limit(most)
  return rows.map(({ senderKind, sender, ...row }) => ({
    ...{ ...row, kind: 'text' as const },
    callerNumber: senderKind === 'number' ? sender : null,
  }))
}

export type ForwardedCall = {
  readonly id: string
  readonly at: Date
  readonly callerName: string | null
  readonly callerNumber: string | null
  readonly talkSeconds: number
}

/** The calls that were put through to her. */
export async function findForwarded(db: Reader, period: Period): Promise<ForwardedCall[]> {
  const { id, arrivedAt: at, callerName, callerKind, caller, talkSeconds } = calls
  const rows = await db
    .select({ id, at, callerName, callerKind, caller, talkSeconds })
    .from(calls)
    .where(
      and(
        eq(calls.clientId, period.clientId),
        during(calls.arrivedAt, period),
        eq(calls.disposition, 'forwarded'),
        eq(calls.dialledNumber, period.mobile ?? ''),
      ),
    )
    .orderBy(desc(at))
    .limit(most)
  return rows.map(({ callerKind, caller, ...row }) => ({
    ...row,
    callerNumber: callerKind === 'number' ? caller : null,
  }))
}

/** Something that a secretary did about a message of hers. */
export type InHerName = {
  readonly id: string
  readonly at: Date
  readonly verb: string
  readonly who: string | null
  readonly kind: MessageKind
  readonly callerName: string | null
  readonly callerNumber: string | null
}

/** From the beginning of the period until now: what was done since the digest went out concerns her too. */
export async function findInHerName(db: Reader, { clientId, id, since }: Period): Promise<InHerName[]> {
  return db
    .select({
      ...{ id: acts.id, at: acts.at, verb: acts.verb, who: secretaries.name },
      ...{ kind: messages.kind, callerName: messages.callerName, callerNumber: messages.callerNumber },
    })
    .from(acts)
    .innerJoin(
      messages,
      and(eq(messages.clientId, acts.clientId), sql`${messages.id}::text = ${acts.subjectId}`),
    )
    .leftJoin(secretaries, eq(secretaries.id, acts.actorId))
    .where(
      and(
        eq(acts.clientId, clientId),
        gt(acts.at, since),
        eq(acts.subjectKind, 'message'),
        inArray(acts.actorKind, ['secretary', 'supervisor', 'owner']),
        isNotNull(acts.actorId),
        sql`${acts.verb} not in ('message.read', 'message.heard', 'message.written', 'message.corrected')`,
        eq(messages.recipientId, id),
      ),
    )
    .orderBy(desc(acts.at))
    .limit(most)
}

const during = (at: PgColumn, { since, until }: Period): SQL | undefined => and(gt(at, since), lte(at, until))

const herLines = (db: Reader, { clientId, id }: Period) =>
  db
    .select({ number: lines.number })
    .from(lines)
    .where(and(eq(lines.clientId, clientId), eq(lines.recipientId, id)))
