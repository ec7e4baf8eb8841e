import { and, asc, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { calls } from '../../calls/tables.ts'
import type { Db } from '../../db/db.ts'
import { isPhoneNumber, type PhoneNumber } from '../../phone-number.ts'
import { texts } from '../../texts/tables.ts'
import type { Facts } from '../facts.ts'
import { actionSchema } from '../rule.ts'
import type { KeptFacts, PastCall } from './past-call.ts'

export type Period = { readonly clientId: number; readonly from: Date; readonly until: Date }

/** Small enough that a call that arrives meanwhile is answered between two pages. */
const pageSize = 2_000

/** A client's calls, then its texts, each in the order in which they came, page by page. */
export async function* readPastCalls(db: Db, period: Period): AsyncGenerator<PastCall[]> {
  const reading = createReading()
  yield* readPages((after) => selectCalls(db, period, after), reading, 'voice')
  yield* readPages((after) => selectTexts(db, period, after), reading, 'text')
}

/** `at` as the database writes it, so that nothing of it is lost. */
type Cursor = { readonly at: string; readonly id: string }
type Page = { readonly rows: string | null; readonly last: string | null }

async function* readPages(
  select: (after: Cursor | null) => Promise<Page[]>,
  reading: Reading,
  channel: Facts['channel'],
): AsyncGenerator<PastCall[]> {
  let after: Cursor | null = null
  // One page is fetched while the one before is judged.
  let next: Promise<Page[]> = select(null)
  for (;;) {
    const [page]: Page[] = await next
    const rows = page?.rows ? pageRows.parse(JSON.parse(page.rows)) : []
    const lastId: string | undefined = rows.at(-1)?.[0]
    after = page?.last && lastId ? { at: page.last, id: lastId } : null
    const isLast = rows.length < pageSize || !after
    if (!isLast) next = select(after)
    // It fails where it is awaited; a page that is never asked for fails nobody.
    next.catch(() => {})
    yield rows.map((row) => reading.toPastCall(row, channel))
    if (isLast) return
  }
}

function selectCalls(db: Db, { clientId, from, until }: Period, after: Cursor | null): Promise<Page[]> {
  const wasDecided = sql`not ${calls.degraded} and ${calls.direction} = 'inbound' and ${calls.loggedById} is null`
  const page = db
    .select({
      at: sql<string>`${calls.arrivedAt}`.as('at'),
      id: calls.id,
      row: rowOf(calls.id, calls.arrivedAt, calls.line, calls.callerKind, calls.caller, calls.contactId, {
        action: sql`case when ${wasDecided} then ${calls.decision} ->> 'action' end`,
        rest: sql`${calls.decision} ->> 'ruleKey', nullif(${calls.decision} ->> 'facts', '{}'), null`,
      }),
    })
    .from(calls)
    .where(
      and(
        eq(calls.clientId, clientId),
        gte(calls.arrivedAt, from),
        lt(calls.arrivedAt, until),
        after ? beyond(calls.arrivedAt, calls.id, after) : undefined,
      ),
    )
    .orderBy(sql`${calls.arrivedAt} asc nulls first`, asc(calls.id))
    .limit(pageSize)
    .as('page')
  return db.select({ rows: together(page), last: sql<string | null>`max(${page.at})::text` }).from(page)
}

function selectTexts(db: Db, { clientId, from, until }: Period, after: Cursor | null): Promise<Page[]> {
  const page = db
    .select({
      at: sql<string>`${texts.receivedAt}`.as('at'),
      id: texts.id,
      row: rowOf(texts.id, texts.receivedAt, texts.line, texts.senderKind, texts.sender, texts.contactId, {
        action: sql`${texts.decision} ->> 'action'`,
        rest: sql`${texts.decision} ->> 'ruleKey', nullif(${texts.decision} ->> 'facts', '{}'), ${texts.body}`,
      }),
    })
    .from(texts)
    .where(
      and(
        eq(texts.clientId, clientId),
        gte(texts.receivedAt, from),
        lt(texts.receivedAt, until),
        after ? beyond(texts.receivedAt, texts.id, after) : undefined,
      ),
    )
    .orderBy(sql`${texts.receivedAt} asc nulls first`, asc(texts.id))
    .limit(pageSize)
    .as('page')
  return db.select({ rows: together(page), last: sql<string | null>`max(${page.at})::text` }).from(page)
}

type Column = Parameters<typeof gte>[0]

const rowOf = (
  id: Column,
  at: Column,
  line: Column,
  kind: Column,
  caller: Column,
  contact: Column,
  { action, rest }: { action: SQL; rest: SQL },
) =>
  sql<string>`json_build_array(${id}, (extract(epoch from ${at}) * 1000)::float8, ${line}, ${kind}, ${caller}, ${contact},
    ${action}, ${rest})`.as('row')

/** Thousands of rows in one text are read many times faster than one by one. */
const together = (page: { at: SQL.Aliased<string>; id: Column; row: SQL.Aliased<string> }) =>
  sql<string | null>`json_agg(${page.row} order by ${page.at}, ${page.id})::text`

const beyond = (at: Column, id: Column, after: Cursor): SQL =>
  sql`${at} >= ${after.at}::timestamptz and (${at}, ${id}) > (${after.at}::timestamptz, ${after.id}::uuid)`

type Row = [
  id: string,
  at: number,
  line: string,
  kind: Facts['caller']['kind'],
  caller: string | null,
  contact: string | null,
  action: string | null,
  ruleKey: string | null,
  facts: string | null,
  body: string | null,
]
/** Made by the statements above from columns that the database checks. */
const pageRows = z.custom<Row[]>((value) => Array.isArray(value))

type Reading = ReturnType<typeof createReading>

/** A few actions and facts stand for nearly all calls: each is read once. */
function createReading() {
  const actionOf = remember((text) => actionSchema.parse(JSON.parse(text)))
  const keptOf = remember((text): KeptFacts => keptSchema.parse(JSON.parse(text)))
  return {
    toPastCall(row: Row, channel: Facts['channel']): PastCall {
      const [id, at, line, kind, caller, contactId, action, ruleKey, facts, body] = row
      return {
        id,
        channel,
        at: new Date(at),
        line: numberFrom(line),
        caller: callerFrom(kind, caller),
        contactId,
        body,
        decided: action === null ? null : { action: actionOf(action), ruleKey: ruleKey ?? '' },
        kept: facts === null ? nothingKept : keptOf(facts),
      }
    },
  }
}

const nothingKept: KeptFacts = {}

const keptSchema = z.object({
  contactTags: z.array(z.string()).optional(),
  contactOf: z.string().nullish(),
  availability: z.record(z.string(), z.enum(['busy', 'away'])).optional(),
  expectedBy: z.array(z.string()).optional(),
})

const mostRemembered = 5_000

function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    if (known.size >= mostRemembered) known.clear()
    const value = read(text)
    known.set(text, value)
    return value
  }
}

function callerFrom(kind: Facts['caller']['kind'], caller: string | null): Facts['caller'] {
  if (kind === 'withheld') return { kind }
  if (kind === 'other') return { kind, raw: caller ?? '' }
  return { kind, number: numberFrom(caller ?? '') }
}

function numberFrom(text: string): PhoneNumber {
  if (isPhoneNumber(text)) return text
  throw new Error('a call of no telephone number')
}
