import { and, desc, eq, isNull } from 'drizzle-orm'
import type { AnsweredVia } from '../answers/tables.ts'
import type { Transaction } from '../db/db.ts'
import { newId } from '../ids.ts'
import type { Authority } from './authority.ts'
import { approvals } from './tables.ts'

export type Approval = typeof approvals.$inferSelect
type Subject = { readonly clientId: number; readonly subjectId: string }
type Asking = Subject & { readonly executiveId: string }

/** Puts a question about an appointment to its executive. What was asked about it before falls away. */
export async function ask(
  tx: Transaction,
  { clientId, executiveId, subjectId }: Asking,
  authority: Extract<Authority, { kind: 'asks' }>,
  now: Date,
): Promise<string> {
  await settle(tx, { clientId, subjectId }, { answer: 'void', via: null }, now)
  const id = newId()
  await tx.insert(approvals).values({
    ...{ clientId, id, executiveId, subjectKind: 'appointment', subjectId, askedAt: now },
    ...{
      mandateId: authority.mandate?.id ?? null,
      answerBy: authority.answerBy,
      ifSilent: authority.ifSilent,
    },
  })
  return id
}

type Settling = { readonly answer: NonNullable<Approval['answer']>; readonly via: AnsweredVia | null }

/** The open question is answered, or falls away. Safe to repeat. */
export async function settle(
  tx: Transaction,
  subject: Subject,
  settling: Settling,
  now: Date,
): Promise<void> {
  await tx
    .update(approvals)
    .set({ ...settling, answeredAt: now })
    .where(and(isAbout(subject), isNull(approvals.answer)))
}

const timeAgainMs = 3_600_000

/** The answer was taken back: the question is open as it was, for another hour at least. */
export async function askAgain(tx: Transaction, subject: Subject, now: Date): Promise<void> {
  const [last] = await tx
    .select()
    .from(approvals)
    .where(isAbout(subject))
    .orderBy(desc(approvals.askedAt), desc(approvals.id))
    .limit(1)
  if (!last || last.answer === null) return
  const again = new Date(now.getTime() + timeAgainMs)
  const answerBy = last.answerBy > again ? last.answerBy : again
  await tx
    .update(approvals)
    .set({ answer: null, answeredAt: null, via: null, answerBy })
    .where(and(eq(approvals.clientId, last.clientId), eq(approvals.id, last.id)))
}

const isAbout = ({ clientId, subjectId }: Subject) =>
  and(eq(approvals.clientId, clientId), eq(approvals.subjectId, subjectId))
