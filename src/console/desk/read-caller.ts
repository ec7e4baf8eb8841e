import { and, desc, eq, inArray, ne } from 'drizzle-orm'
import { calls } from '../../calls/tables.ts'
import { contactNumbers, contacts, executives } from '../../clients/tables.ts'
import type { Db } from '../../db/db.ts'
import { acknowledgements, messages } from '../../messages/tables.ts'
import { texts } from '../../texts/tables.ts'
import type { DeskCaller, Earlier } from './desk.ts'

type Reader = Pick<Db, 'select'>
type Asked = {
  readonly clientId: number
  /** This call or text itself is not among the earlier ones. */
  readonly id: string
  readonly contactId: string | null
  readonly kind: DeskCaller['kind']
  readonly number: string | null
  readonly name: string | null
}

const shown = 5

/** Who is calling, and what he called for before. Of a withheld number and of one of the client's own nothing follows. */
export async function readCaller(db: Reader, asked: Asked): Promise<DeskCaller> {
  const contact = asked.contactId ? await readContact(db, asked.clientId, asked.contactId) : null
  const numbers = [...new Set([...(contact?.numbers ?? []), ...ownNumber(asked)])]
  const { kind, number } = asked
  return {
    kind,
    number,
    name: contact?.name ?? asked.name,
    contact,
    earlier: numbers.length > 0 ? await readEarlier(db, asked, numbers) : [],
  }
}

const ownNumber = ({ kind, number }: Asked): string[] => (kind === 'number' && number ? [number] : [])

async function readContact(db: Reader, clientId: number, contactId: string) {
  const rows = await db
    .select({ contact: contacts, executiveName: executives.name, number: contactNumbers.number })
    .from(contacts)
    .leftJoin(
      executives,
      and(eq(executives.clientId, contacts.clientId), eq(executives.id, contacts.executiveId)),
    )
    .leftJoin(
      contactNumbers,
      and(eq(contactNumbers.clientId, contacts.clientId), eq(contactNumbers.contactId, contacts.id)),
    )
    .where(and(eq(contacts.clientId, clientId), eq(contacts.id, contactId)))
    .limit(20)
  const [first] = rows
  if (!first) return null
  const { id, name, company, tags } = first.contact
  const numbers = rows.flatMap(({ number }) => number ?? [])
  return { id, name, company, tags, executiveName: first.executiveName, numbers }
}

async function readEarlier(db: Reader, { clientId, id }: Asked, numbers: readonly string[]) {
  const [ofCalls, ofTexts] = await Promise.all([
    db
      .select({ id: calls.id, at: calls.arrivedAt, disposition: calls.disposition, outcome: calls.outcome })
      .from(calls)
      .where(and(eq(calls.clientId, clientId), inArray(calls.caller, [...numbers]), ne(calls.id, id)))
      .orderBy(desc(calls.arrivedAt))
      .limit(shown),
    db
      .select({ id: texts.id, at: texts.receivedAt, disposition: texts.disposition })
      .from(texts)
      .where(and(eq(texts.clientId, clientId), inArray(texts.sender, [...numbers]), ne(texts.id, id)))
      .orderBy(desc(texts.receivedAt))
      .limit(shown),
  ])
  const found = [
    ...ofCalls.map((call) => ({ ...call, kind: 'call' as const })),
    ...ofTexts.map((text) => ({ ...text, kind: 'text' as const, outcome: null })),
  ]
  const latest = found.toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, shown)
  const slips = await readSlips(
    db,
    clientId,
    latest.map((one) => one.id),
  )
  return latest.map((one): Earlier => ({ ...one, slip: slips.get(one.id) ?? null }))
}

/** Slips by the call or text that they came from, with the last word on each. */
async function readSlips(db: Reader, clientId: number, sourceIds: readonly string[]) {
  if (sourceIds.length === 0) return new Map<string, NonNullable<Earlier['slip']>>()
  const { answer, doneAt, at } = acknowledgements
  const rows = await db
    .select({ message: messages, recipientName: executives.name, answer, doneAt })
    .from(messages)
    .innerJoin(
      executives,
      and(eq(executives.clientId, messages.clientId), eq(executives.id, messages.recipientId)),
    )
    .leftJoin(
      acknowledgements,
      and(eq(acknowledgements.clientId, messages.clientId), eq(acknowledgements.messageId, messages.id)),
    )
    .where(and(eq(messages.clientId, clientId), inArray(messages.sourceId, [...sourceIds])))
    .orderBy(at)
  return new Map(
    rows.map(({ message, recipientName, ...word }): [string, NonNullable<Earlier['slip']>] => [
      message.sourceId,
      { recipientName, about: message.subject ?? message.body, word: wordOf(word) },
    ]),
  )
}

type Answered = Pick<typeof acknowledgements.$inferSelect, 'answer' | 'doneAt'>

const wordOf = ({ answer, doneAt }: { [K in keyof Answered]: Answered[K] | null }) =>
  answer && doneAt && answer !== 'received' ? 'done' : answer
