import { and, asc, eq } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import { contactNumbers, contacts, lines } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { AppError } from '../errors.ts'
import { idFrom } from '../ids.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { inScope, type Scope } from '../scope.ts'
import { decisionByHand } from './by-hand.ts'
import { callEvents, calls } from './tables.ts'
import { claimCall } from './take-call.ts'

/** A call of which the exchange knows nothing: she took it on the client's own telephone, or rang somebody. */
export type CallToLog = {
  readonly clientId: number
  /** The one of the client's lines that it concerns; null for the first. */
  readonly line: PhoneNumber | null
  /** Of the form she filled in: sent twice, it is one call. */
  readonly formId: string
  readonly direction: 'inbound' | 'outbound'
  /** Who rang or was rung; null when withheld. */
  readonly number: PhoneNumber | null
  readonly name: string | null
  readonly at: Date
  readonly answered: boolean
  readonly talkSeconds: number
}

/**
 * Writes down a call by hand. It is over and concluded, so that no timetable looks after it, and the exchange,
 * whose list names none like it, does not take it for one of its own. Safe to repeat by `formId`.
 */
export async function logCall(
  { db, directory, live, now }: Pick<Context, 'db' | 'directory' | 'live' | 'now'>,
  scope: Scope,
  call: CallToLog,
): Promise<{ readonly callId: string }> {
  const { clientId } = call
  const callId = idFrom('callByHand', clientId, scope.actor.id, call.formId)
  await db.transaction(async (tx) => {
    const line = await findLine(tx, scope, call)
    const contact = call.number && (await findContact(tx, clientId, call.number))
    const ruleSetVersion = directory.client(clientId)?.ruleSetVersion ?? 0
    const row = rowOf(call, { callId, line, ruleSetVersion, contact, loggedById: scope.actor.id })
    const written = await tx.insert(calls).values(row).onConflictDoNothing().returning({ id: calls.id })
    if (written.length === 0) return
    const at = row.arrivedAt
    await tx.insert(callEvents).values({ clientId, callId, key: 'arrived', at, details: {} })
    const subject = { kind: 'call', id: callId }
    const after = { direction: call.direction, disposition: row.disposition, at }
    await recordAct(tx, {
      ...{ clientId, actor: scope.actor, verb: 'call.logged', subject, before: null, after },
      at: now(),
    })
    await claimCall(tx, scope, { clientId, callId }, now())
  })
  live.changed([clientId])
  return { callId }
}

/** 404 where the client is not hers, or the line not its. */
async function findLine(
  tx: Transaction,
  scope: Scope,
  { clientId, line: number }: Pick<CallToLog, 'clientId' | 'line'>,
): Promise<PhoneNumber> {
  const isIt = number ? eq(lines.number, number) : undefined
  const [line] = await tx
    .select({ number: lines.number })
    .from(lines)
    .where(and(inScope(scope, lines.clientId), eq(lines.clientId, clientId), isIt))
    .orderBy(asc(lines.key))
    .limit(1)
  if (line && scope.only === null) return line.number
  throw new AppError(404, 'notFound', `There is no client ${clientId} with such a line`)
}

type KnownCaller = { readonly id: string; readonly name: string }

async function findContact(
  tx: Transaction,
  clientId: number,
  number: PhoneNumber,
): Promise<KnownCaller | null> {
  const [contact] = await tx
    .select({ id: contacts.id, name: contacts.name })
    .from(contactNumbers)
    .innerJoin(
      contacts,
      and(eq(contacts.clientId, contactNumbers.clientId), eq(contacts.id, contactNumbers.contactId)),
    )
    .where(and(eq(contactNumbers.clientId, clientId), eq(contactNumbers.number, number)))
  return contact ?? null
}

type Known = {
  readonly callId: string
  readonly line: PhoneNumber
  readonly ruleSetVersion: number
  readonly contact: KnownCaller | null
  readonly loggedById: string
}

const rowOf = (
  { clientId, direction, number, name, at, answered, talkSeconds }: CallToLog,
  { callId, line, ruleSetVersion, contact, loggedById }: Known,
) => ({
  ...{ clientId, id: callId, callSid: `byHand-${callId}`, line, direction, loggedById },
  callerKind: number ? ('number' as const) : ('withheld' as const),
  caller: number,
  callerName: name ?? contact?.name ?? null,
  contactId: contact?.id ?? null,
  arrivedAt: at,
  decision: decisionByHand(ruleSetVersion),
  degraded: false,
  exchangeStatus: answered ? ('completed' as const) : ('no-answer' as const),
  endedAt: new Date(at.getTime() + talkSeconds * 1000),
  ...{ talkSeconds, durationSeconds: talkSeconds },
  disposition: dispositionOf(direction, answered),
})

const dispositionOf = (direction: CallToLog['direction'], answered: boolean) => {
  if (direction === 'outbound') return answered ? ('reached' as const) : ('notReached' as const)
  return answered ? ('answered' as const) : ('missed' as const)
}
