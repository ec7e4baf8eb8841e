import { and, arrayContains, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { clients } from '../clients/tables.ts'
import type { Db } from '../db/db.ts'
import { acknowledgements, messages, slipDrafts } from '../messages/tables.ts'
import { isFormerRecipient } from '../messages/taken-facts.ts'
import { waitsForSlip } from '../messages/waits-for-slip.ts'
import { isPhoneNumber } from '../phone-number.ts'
import type { OpenMessage } from './compose.ts'
import type { DigestLine } from './digest-facts.ts'
import type { DigestCounts, digests } from './tables.ts'

type Reader = Pick<Db, 'select'>
type Executive = { readonly clientId: number; readonly id: string; readonly mobile: string | null }

/** What nobody answered for so long is not repeated any more; it stays on its page. */
const openForMs = 14 * 86_400_000
/** More than anybody answers by number. */
const mostLines = 40

/**
 * Her messages that wait for a word of hers, or for the call that she promised. A missed call of which a secretary is
 * writing the slip at this moment is left to the slip.
 */
export async function openMessages(db: Reader, executive: Executive, now: Date): Promise<OpenMessage[]> {
  const { clientId, id } = executive
  const isHerWord = and(
    eq(acknowledgements.clientId, messages.clientId),
    eq(acknowledgements.messageId, messages.id),
    eq(acknowledgements.executiveId, id),
  )
  const rows = await db
    .select({
      messageId: messages.id,
      what: messages.kind,
      urgency: messages.urgency,
      wish: messages.wish,
      at: messages.receivedAt,
      answer: acknowledgements.answer,
      draftSavedAt: slipDrafts.savedAt,
    })
    .from(messages)
    .leftJoin(acknowledgements, isHerWord)
    .leftJoin(
      slipDrafts,
      and(eq(slipDrafts.clientId, messages.clientId), eq(slipDrafts.sourceId, messages.sourceId)),
    )
    .where(
      and(
        eq(messages.clientId, clientId),
        gt(messages.createdAt, new Date(now.getTime() - openForMs)),
        or(eq(messages.recipientId, id), arrayContains(messages.copyIds, [id])),
        isNull(acknowledgements.doneAt),
      ),
    )
    .orderBy(asc(messages.createdAt))
    .limit(mostLines)
  return rows
    .filter(
      ({ what: kind, urgency, draftSavedAt }) => !waitsForSlip({ kind, urgency }, draftSavedAt, now, now),
    )
    .map((row) => ({ messageId: row.messageId, kind: lineKind(row), at: row.at }))
}

type Open = Pick<typeof messages.$inferSelect, 'urgency' | 'wish'> & {
  answer: string | null
  what: DigestLine['what']
}

function lineKind({ answer, urgency, what, wish }: Open): OpenMessage['kind'] {
  if (answer) return 'callback'
  if (urgency === 'urgent') return 'urgent'
  if (wish === 'callBack') return 'callbackWanted'
  return what === 'missedCall' ? 'missedCall' : 'message'
}

type Period = { readonly since: Date; readonly until: Date }

/**
 * What happened meanwhile and needs no answer: calls put through to her, what was turned away on the lines whose
 * messages are hers, and what secretaries did with her messages.
 */
export async function countMeanwhile(
  db: Reader,
  { clientId, id, mobile }: Executive,
  { since, until }: Period,
): Promise<DigestCounts> {
  const [from, to] = [since.toISOString(), until.toISOString()]
  const during = (at: string) =>
    sql`${sql.raw(at)} > ${from}::timestamptz and ${sql.raw(at)} <= ${to}::timestamptz`
  const onHerLines = sql`line in (select number from lines where client_id = ${clientId} and recipient_id = ${id})`
  const discarded = (table: string, at: string) => sql`(
    select count(*)::int from ${sql.raw(table)} where client_id = ${clientId} and ${during(at)}
      and disposition = 'discarded' and mattered_at is null and ${onHerLines})`
  const [counts] = await db
    .select({
      forwarded: sql<number>`(
        select count(*)::int from calls where client_id = ${clientId} and ${during('arrived_at')}
          and disposition = 'forwarded' and dialled_number = ${mobile}::text)`,
      discarded: sql<number>`${discarded('calls', 'arrived_at')} + ${discarded('texts', 'received_at')}`,
      inYourName: sql<number>`(
        select count(*)::int from acts where client_id = ${clientId} and ${during('at')}
          and actor_kind in ('secretary', 'supervisor', 'owner') and subject_kind = 'message'
          and verb not in ('message.read', 'message.heard', 'message.written', 'message.corrected')
          and subject_id in (
            select id::text from messages where client_id = ${clientId} and recipient_id = ${id}))
        + (select count(*)::int from acts where client_id = ${clientId} and ${during('at')}
          and actor_kind in ('secretary', 'supervisor', 'owner') and subject_kind = 'appointment'
          and verb not in ('appointment.reserved', 'appointment.released', 'appointment.overtaken')
          and subject_id in (
            select id::text from appointments where client_id = ${clientId} and executive_id = ${id}))`,
    })
    .from(clients)
    .where(eq(clients.clientId, clientId))
  return counts ?? { forwarded: 0, discarded: 0, inYourName: 0 }
}

/** The lines of a digest with what they stand for, in their order; those erased since are left out. */
export async function digestLines(db: Reader, digest: typeof digests.$inferSelect): Promise<DigestLine[]> {
  const ids = digest.lines.map((line) => line.messageId)
  if (ids.length === 0) return []
  const rows = await db
    .select()
    .from(messages)
    .where(and(eq(messages.clientId, digest.clientId), inArray(messages.id, ids)))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return digest.lines.flatMap(({ number, kind, messageId }) => {
    const message = byId.get(messageId)
    if (!message || isFormerRecipient(message, digest.executiveId)) return []
    return [{ number, kind, ...toldOf(message) }]
  })
}

const toldOf = ({
  kind,
  callerName,
  callerNumber,
  callbackNumber,
  subject,
  body,
  wish,
  wishWhen,
  receivedAt,
}: typeof messages.$inferSelect): Omit<DigestLine, 'number' | 'kind'> => ({
  what: kind,
  callerName,
  callerNumber: callbackNumber ?? (callerNumber && isPhoneNumber(callerNumber) ? callerNumber : null),
  body: [subject, body].filter(Boolean).join(' · ') || null,
  ...{ wish, wishWhen },
  at: receivedAt,
})
