import { isDeepStrictEqual } from 'node:util'
import { eq } from 'drizzle-orm'
import { recordAct } from '../acts/record-act.ts'
import { noteSlipOnCall } from '../calls/note-slip-on-call.ts'
import { findInstructions } from '../clients/instructions/find-instructions.ts'
import { clients } from '../clients/tables.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts'
import type { Scope } from '../scope.ts'
import { setTextMattered } from '../texts/set-text-mattered.ts'
import { changeMessage } from './change-message.ts'
import { type CheckedSlip, checkSlip } from './check-slip.ts'
import { readDraft, type SlipForm } from './find-draft.ts'
import { lockSource, type SlipSource, type SourceKey } from './find-source.ts'
import type { Message } from './queries.ts'
import { removeDraft, type TakenOver, takenOver } from './save-draft.ts'
import { type AlreadySent, findWritten, sentSince } from './sent-since.ts'
import type { SlipProblem } from './slip-problem.ts'
import { readSlipQuestions } from './slip-questions.ts'
import type { SlipDetails } from './tables.ts'
import { type Slip, type TakenMessage, takeMessage } from './take-message.ts'

export type SlipToSend = SourceKey & { readonly fields: SlipForm }

export type SentSlip =
  | { readonly kind: 'sent'; readonly messageId: string; readonly revision: number }
  | { readonly kind: 'refused'; readonly problems: readonly SlipProblem[] }
  /** Somebody else sent or corrected it meanwhile, or is writing it: nothing was sent. */
  | AlreadySent
  | TakenOver

type SlipContext = Pick<Context, 'db' | 'jobs' | 'live' | 'log' | 'now'>

/**
 * Sends what she wrote about a call or text, or, where a slip of hers or another's stands and the form's `revision`
 * says that she saw it, corrects that. Sent twice it is one slip: the same words again change nothing.
 */
export async function sendSlip(context: SlipContext, scope: Scope, slip: SlipToSend): Promise<SentSlip> {
  const { clientId } = slip
  const outcome = await context.db.transaction((tx) => send(tx, scope, slip, context.now()))
  if (!('deliveries' in outcome)) return outcome
  const { messageId, revision, deliveries } = outcome
  context.log.info({ event: 'slip.sent', clientId, messageId, revision, deliveries: deliveries.length })
  context.live.changed([clientId])
  await enqueueDeliveries(context.jobs, deliveries)
  return { kind: 'sent', messageId, revision }
}

async function send(
  tx: Transaction,
  scope: Scope,
  slip: SlipToSend,
  now: Date,
): Promise<Exclude<SentSlip, { kind: 'sent' }> | TakenMessage> {
  const source = await lockSource(tx, scope, slip)
  const questions = await readSlipQuestions(tx, source.clientId, source)
  const checked = checkSlip(slip.fields, questions)
  const written = await findWritten(tx, slip)
  const standing = written?.message ?? null
  if (standing && checked.kind === 'valid' && saysTheSame(standing, checked.slip))
    return { messageId: standing.id, revision: standing.revision, deliveries: [] }
  const sent = await sentSince(tx, slip, slip.fields)
  if (sent) return sent
  const draft = await readDraft(tx, slip)
  if (draft && draft.secretaryId !== scope.actor.id) return takenOver(draft)
  if (checked.kind === 'refused') return checked
  const taken = await write(tx, scope, { source, checked: checked.slip, standing }, now)
  await removeDraft(tx, slip)
  return taken
}

type Writing = {
  readonly source: SlipSource
  readonly checked: CheckedSlip
  readonly standing: Message | null
}

async function write(
  tx: Transaction,
  scope: Scope,
  { source, checked, standing }: Writing,
  now: Date,
): Promise<TakenMessage> {
  const { clientId } = source
  const details = await detailsOf(tx, scope, { source, checked, standing }, now)
  const slip = slipOf(source, checked, details, scope)
  const taken = standing ? await changeMessage(tx, standing, slip, now) : await takeMessage(tx, slip, now)
  const verb = standing ? 'message.corrected' : 'message.written'
  const revisions = {
    before: standing && { revision: standing.revision },
    after: { revision: taken.revision },
  }
  const subject = { kind: 'message', id: taken.messageId }
  await recordAct(tx, { clientId, actor: scope.actor, verb, subject, ...revisions, at: now })
  if (source.sourceKind === 'call') await noteSlipOnCall(tx, scope, source, checked.reason, now)
  else if (source.disposition === 'discarded' && !source.matteredAt)
    await setTextMattered(tx, { clientId, id: source.sourceId }, now)
  return taken
}

const slipOf = (
  { clientId, sourceKind, sourceId, callerNumber, at }: SlipSource,
  { reason: _reason, fields: _fields, readBack: _readBack, ...said }: CheckedSlip,
  details: SlipDetails,
  { actor }: Scope,
): Slip => ({
  ...{ clientId, kind: 'taken', sourceKind, sourceId, callerNumber, details, authorId: actor.id },
  ...said,
  voicemailSeconds: null,
  receivedAt: at,
})

async function detailsOf(
  tx: Transaction,
  { actor }: Scope,
  { source: { clientId }, checked, standing }: Writing,
  now: Date,
): Promise<SlipDetails> {
  const [client] = await tx
    .select({ hours: clients.hours })
    .from(clients)
    .where(eq(clients.clientId, clientId))
  const timeZone = client?.hours.timeZone ?? 'Europe/Paris'
  const shown = await findInstructions(tx, { clientId, secretaryId: actor.id, timeZone, now })
  return {
    ...{ reason: checked.reason, fields: checked.fields, writtenAt: now.toISOString() },
    readBackAt: checked.readBack ? (standing?.details?.readBackAt ?? now.toISOString()) : null,
    instructions: shown.map(({ key, version, readVersion }) => ({ key, version, read: readVersion })),
    ...(standing && { corrects: standing.revision }),
  }
}

function saysTheSame({ details, ...standing }: Message, { readBack, reason, fields, ...said }: CheckedSlip) {
  const same = Object.entries(said).every(([name, value]) =>
    isDeepStrictEqual(Object.entries(standing).find(([known]) => known === name)?.[1], value),
  )
  const wasReadBack = details?.readBackAt != null
  return (
    same &&
    wasReadBack === readBack &&
    isDeepStrictEqual(details?.reason ?? null, reason) &&
    isDeepStrictEqual(details?.fields ?? [], fields)
  )
}
