import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { executives } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import { type Hat, isPerson, lockPerson, personOf } from './person.ts'
import { type LineSubject, lineNumbers } from './tables.ts'

export type LineNumber = typeof lineNumbers.$inferSelect

/** A person types it on a telephone: two digits at most. */
const highest = 99

/** The number by which she answers about one thing; null when all are open. The same thing keeps its number. */
export async function giveNumber(
  tx: Transaction,
  executive: Hat,
  subject: LineSubject,
  now: Date,
): Promise<number | null> {
  const [number = null] = await giveNumbers(tx, executive, [subject], now)
  return number
}

/** The same for several things at once, in their order. */
export async function giveNumbers(
  tx: Transaction,
  executive: Hat,
  subjects: readonly LineSubject[],
  now: Date,
): Promise<(number | null)[]> {
  const person = personOf(executive)
  await lockPerson(tx, person)
  const known = await tx
    .select()
    .from(lineNumbers)
    .where(eq(lineNumbers.person, person))
    .orderBy(desc(lineNumbers.givenAt))
  const given = choose(known, executive, subjects, now)
  await save(tx, person, executive, given.fresh)
  return given.numbers
}

type Fresh = { readonly number: number; readonly subject: LineSubject; readonly givenAt: Date }

function choose(known: readonly LineNumber[], executive: Hat, subjects: readonly LineSubject[], now: Date) {
  const open = new Map(known.filter(({ closedAt }) => !closedAt).map((row) => [row.number, row]))
  const standing = new Map([...open.values()].filter(isOf(executive)).map((row) => [keyOf(row), row.number]))
  const fresh: Fresh[] = []
  let last = known[0]?.number ?? 0
  // Two given at one moment still have an order, or nobody could say which was the last.
  let givenAt = Math.max(now.getTime(), (known[0]?.givenAt.getTime() ?? 0) + 1)
  const numbers = subjects.map((subject) => {
    const key = keyOf({ subjectKind: subject.kind, subjectId: subject.id })
    const number =
      standing.get(key) ?? nextFree(last, new Set([...open.keys(), ...fresh.map((f) => f.number)]))
    if (number === null || standing.has(key)) return number
    fresh.push({ number, subject, givenAt: new Date(givenAt++) })
    standing.set(key, number)
    last = number
    return number
  })
  return { numbers, fresh }
}

const isOf =
  ({ clientId, id }: Hat) =>
  (row: LineNumber): boolean =>
    row.clientId === clientId && row.executiveId === id

const keyOf = (row: Pick<LineNumber, 'subjectKind' | 'subjectId'>) => `${row.subjectKind}:${row.subjectId}`

/** On from the last one given, and after 99 from 1 again, past those still open. */
function nextFree(last: number, taken: ReadonlySet<number>): number | null {
  for (let step = 0; step < highest; step++) {
    const number = ((last + step) % highest) + 1
    if (!taken.has(number)) return number
  }
  return null
}

async function save(tx: Transaction, person: string, executive: Hat, fresh: readonly Fresh[]): Promise<void> {
  if (fresh.length === 0) return
  const rows = fresh.map(({ number, subject, givenAt }) => ({
    ...{ person, number, clientId: executive.clientId, executiveId: executive.id },
    ...{ subjectKind: subject.kind, subjectId: subject.id, givenAt, closedAt: null },
  }))
  await tx
    .insert(lineNumbers)
    .values(rows)
    .onConflictDoUpdate({
      target: [lineNumbers.person, lineNumbers.number],
      set: {
        clientId: sql`excluded.client_id`,
        executiveId: sql`excluded.executive_id`,
        subjectKind: sql`excluded.subject_kind`,
        subjectId: sql`excluded.subject_id`,
        givenAt: sql`excluded.given_at`,
        closedAt: null,
      },
    })
}

type About = { readonly clientId: number; readonly executiveId: string; readonly subject: LineSubject }

/** Nothing is open about it any more: its number is free, but means the same until it is given again. */
export async function closeNumber(tx: Transaction, about: About, now: Date): Promise<void> {
  await tx
    .update(lineNumbers)
    .set({ closedAt: now })
    .where(and(isAbout(about), isNull(lineNumbers.closedAt)))
}

/** Unless it was given again meanwhile: then the next digest brings a new one. */
export async function reopenNumber(tx: Transaction, about: About): Promise<void> {
  await tx
    .update(lineNumbers)
    .set({ closedAt: null })
    .where(and(isAbout(about), isNotNull(lineNumbers.closedAt)))
}

const isAbout = ({ clientId, executiveId, subject }: About) =>
  and(
    eq(lineNumbers.clientId, clientId),
    eq(lineNumbers.executiveId, executiveId),
    eq(lineNumbers.subjectKind, subject.kind),
    eq(lineNumbers.subjectId, subject.id),
  )

/** What a number of hers stands for, or, when closed, last stood for; over all clients that she has not left. */
export async function findNumber(
  tx: Transaction,
  executive: Hat,
  number: number,
): Promise<LineNumber | null> {
  const [found] = await selectNumbers(tx, personOf(executive), eq(lineNumbers.number, number))
  return found?.line ?? null
}

export async function openNumbers(tx: Transaction, executive: Hat): Promise<LineNumber[]> {
  const rows = await selectNumbers(tx, personOf(executive), isNull(lineNumbers.closedAt))
  return rows.map(({ line }) => line)
}

/** The number that stands for one thing to one executive, be it open or not. */
export async function numberOf(tx: Transaction, about: About): Promise<number | null> {
  const [found] = await tx
    .select({ number: lineNumbers.number })
    .from(lineNumbers)
    .where(isAbout(about))
    .orderBy(desc(lineNumbers.givenAt))
    .limit(1)
  return found?.number ?? null
}

const selectNumbers = (tx: Transaction, person: string, which: ReturnType<typeof eq>) =>
  tx
    .select({ line: lineNumbers })
    .from(lineNumbers)
    .innerJoin(
      executives,
      and(eq(executives.clientId, lineNumbers.clientId), eq(executives.id, lineNumbers.executiveId)),
    )
    .where(and(eq(lineNumbers.person, person), which, isPerson(person), isNull(executives.leftAt)))
    .orderBy(asc(lineNumbers.number))
