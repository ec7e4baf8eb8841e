import { and, eq, isNull } from 'drizzle-orm'
import { clients, executives } from '../clients/tables.ts'
import type { Transaction } from '../db/db.ts'
import { hatsOf, lockPerson, personOf } from './person.ts'
import type { AnsweredVia } from './tables.ts'

/** An answer as it came. `id` derives from the text, mail or form, so that what comes twice is one. */
export type NewAnswer = {
  readonly id: string
  readonly clientId: number
  readonly executiveId: string
  readonly via: AnsweredVia
  readonly body: string
  readonly receivedAt: Date
  /** The digest that she answers to: its numbers mean what they stood for in it. */
  readonly digestId?: string
  /** The one message or appointment that she answers to: it is meant where she names no number. */
  readonly messageId?: string
  readonly appointmentId?: string
  /** Message-ID of an e-mail, whose thread the echo joins. */
  readonly mailId?: string
  readonly mailSubject?: string | null
}

/** All it takes to carry an answer out. */
export type Answering = {
  readonly tx: Transaction
  readonly answer: NewAnswer
  readonly executive: typeof executives.$inferSelect
  readonly client: typeof clients.$inferSelect
  readonly person: string
  /** Herself at every client that she has not left. */
  readonly hats: Awaited<ReturnType<typeof hatsOf>>
  readonly timeZone: string
  readonly now: Date
}

/** Null for somebody who left. Until the transaction ends, her other answers wait. */
export async function openAnswering(
  tx: Transaction,
  answer: NewAnswer,
  now: Date,
): Promise<Answering | null> {
  const [found] = await tx
    .select({ executive: executives, client: clients })
    .from(executives)
    .innerJoin(clients, eq(clients.clientId, executives.clientId))
    .where(
      and(
        eq(executives.clientId, answer.clientId),
        eq(executives.id, answer.executiveId),
        isNull(executives.leftAt),
      ),
    )
  if (!found) return null
  const person = personOf(found.executive)
  await lockPerson(tx, person)
  const timeZone = found.executive.choices.timeZone ?? found.client.hours.timeZone
  return { tx, answer, ...found, person, hats: await hatsOf(tx, person), timeZone, now }
}
