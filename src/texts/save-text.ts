import { lt, sql } from 'drizzle-orm'
import { takeAnswer } from '../answers/take-answer.ts'
import { callerColumns } from '../calls/kept-facts.ts'
import type { Client, ClientExecutive, Line } from '../clients/client.ts'
import type { Transaction } from '../db/db.ts'
import type { DeliveryRef } from '../deliveries/enqueue-deliveries.ts'
import { recipientsOf } from '../messages/recipients.ts'
import { takeMessage } from '../messages/take-message.ts'
import { whyNotDiallable } from '../phone-number.ts'
import type { ContactFact, Facts } from '../rules/facts.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'
import { openTask } from '../tasks/open-task.ts'
import type { TextReceived } from '../twilio/webhooks.ts'
import type { OptOutWish } from './opt-out-words.ts'
import { endOptOut, hasOptedOut, recordOptOut } from './record-opt-out.ts'
import { automaticReplies, type TextDisposition, textMedia, texts } from './tables.ts'

/** A text as it was understood, before it is written down. */
export type NewText = {
  received: TextReceived
  sender: Facts['caller']
  executive: ClientExecutive | null
  wish: OptOutWish
  receivedAt: Date
  contact: ContactFact | null
  decision: StoredDecision | null
  disposition: TextDisposition
}

type Place = { line: Line; client: Client }
export type SavedText = {
  readonly deliveries: readonly DeliveryRef[]
  readonly reply: { body: string } | null
  /** Other clients whose affairs it changed: what an executive says of herself holds for all of hers. */
  readonly changed: readonly number[]
}
const nothing: SavedText = { deliveries: [], reply: null, changed: [] }

/** Writes a text down, with all that follows from it, once. */
export async function saveText(
  tx: Transaction,
  text: NewText,
  place: Place,
  now: Date,
): Promise<SavedText | 'alreadySaved'> {
  if (!(await insertText(tx, text, place))) return 'alreadySaved'
  await insertMedia(tx, text, place.client.clientId)
  if (text.disposition === 'optOut' || text.disposition === 'optIn') await noteWish(tx, text, place, now)
  if (text.disposition === 'order' && text.executive) return takeOrder(tx, text, text.executive, place, now)
  if (text.wish === 'unclear') await askSecretary(tx, text, place, now)
  if (text.disposition !== 'messageTaken' || !text.decision) return nothing
  const taken = await takeMessage(tx, slipOfText(text, text.decision, place), now)
  const reply = await automaticReply(tx, text, place, now)
  return { ...nothing, deliveries: taken.deliveries, reply }
}

async function insertText(tx: Transaction, text: NewText, { line, client }: Place): Promise<boolean> {
  const { received, sender, contact, decision, disposition, receivedAt } = text
  const { callerKind, caller } = callerColumns({ caller: sender })
  const inserted = await tx
    .insert(texts)
    .values({
      clientId: client.clientId,
      id: received.textId,
      messageSid: received.messageSid,
      line: line.number,
      senderKind: callerKind,
      sender: caller,
      contactId: contact?.id ?? null,
      body: received.body,
      segments: received.segments,
      mediaCount: received.media.length,
      receivedAt,
      decision,
      disposition,
    })
    .onConflictDoNothing()
    .returning({ id: texts.id })
  return inserted.length === 1
}

async function insertMedia(
  tx: Transaction,
  { received, receivedAt }: NewText,
  clientId: number,
): Promise<void> {
  const rows = received.media.flatMap(({ url, contentType }, place) =>
    url === ''
      ? []
      : [{ clientId, textId: received.textId, place, url, contentType, nextAttemptAt: receivedAt }],
  )
  if (rows.length > 0) await tx.insert(textMedia).values(rows).onConflictDoNothing()
}

/** The opt-out is of this number from this line; an executive who stops texts is the supervisor's concern too. */
async function noteWish(tx: Transaction, text: NewText, { line, client }: Place, now: Date): Promise<void> {
  const { sender, disposition, executive } = text
  if (sender.kind !== 'number' && sender.kind !== 'own') return
  const about = { clientId: client.clientId, line: line.number, number: sender.number }
  if (disposition === 'optIn') await endOptOut(tx, about, now)
  else await recordOptOut(tx, about, now)
  if (!executive || disposition !== 'optOut') return
  const details = { executiveId: executive.id, line: line.number }
  const task = {
    clientId: client.clientId,
    kind: 'executiveOptedOut' as const,
    key: text.received.textId,
    details,
  }
  await openTask(tx, { ...task, audience: 'supervisor' }, now)
}

/** What an executive writes is an answer of hers. One who left a moment ago is a person's to read. */
async function takeOrder(
  tx: Transaction,
  text: NewText,
  executive: ClientExecutive,
  place: Place,
  now: Date,
): Promise<SavedText> {
  const { received, receivedAt } = text
  const { textId: id, body } = received
  const ids = { id, clientId: place.client.clientId, executiveId: executive.id }
  const outcome = await takeAnswer(tx, { ...ids, via: 'sms', body, receivedAt }, now)
  if (outcome.kind === 'notHers') await askSecretary(tx, text, place, now)
  if (!('done' in outcome)) return nothing
  return { ...nothing, deliveries: outcome.deliveries, changed: outcome.done.map(({ clientId }) => clientId) }
}

/** What only a person can read. */
async function askSecretary(tx: Transaction, text: NewText, { client }: Place, now: Date): Promise<void> {
  const { textId } = text.received
  const kind = text.disposition === 'order' ? 'executiveText' : 'unclearOptOut'
  const details = { textId, executiveId: text.executive?.id ?? null }
  await openTask(tx, { clientId: client.clientId, audience: 'secretary', kind, key: textId, details }, now)
}

const slipOfText = (text: NewText, decision: StoredDecision, { line, client }: Place) => ({
  clientId: client.clientId,
  kind: 'text' as const,
  sourceKind: 'text' as const,
  sourceId: text.received.textId,
  ...recipientsOf(decision, client, line.recipientKey),
  // A short code or a name in letters is no number, but all there is to know the sender by.
  callerName: text.contact?.name ?? (text.sender.kind === 'other' ? text.sender.raw : null),
  callerNumber: text.sender.kind === 'number' ? text.sender.number : null,
  body: text.received.body,
  voicemailSeconds: null,
  receivedAt: text.receivedAt,
})

const replyAgainAfterMs = 60 * 60 * 1000

/** The client's own words, to numbers that can be answered and want to be, once an hour at most. */
async function automaticReply(
  tx: Transaction,
  { sender, received }: NewText,
  { line, client }: Place,
  now: Date,
): Promise<SavedText['reply']> {
  if (!client.textReply || sender.kind !== 'number') return null
  if (whyNotDiallable(sender.number, client.allowedCountries)) return null
  const { clientId } = client
  if (await hasOptedOut(tx, { clientId, line: line.number, number: sender.number })) return null
  const set = { repliedAt: now, textId: received.textId }
  const due = await tx
    .insert(automaticReplies)
    .values({ clientId, number: sender.number, ...set })
    .onConflictDoUpdate({
      target: [automaticReplies.clientId, automaticReplies.number],
      set,
      setWhere: lt(
        automaticReplies.repliedAt,
        sql`${new Date(now.getTime() - replyAgainAfterMs).toISOString()}::timestamptz`,
      ),
    })
    .returning({ textId: automaticReplies.textId })
  return due.length === 1 ? { body: client.textReply } : null
}
