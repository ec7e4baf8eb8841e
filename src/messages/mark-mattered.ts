import { recordAct } from '../acts/record-act.ts'
import type { StoredAct, Undoing } from '../acts/stored-act.ts'
import type { ActorKind } from '../acts/tables.ts'
import { setCallMattered } from '../calls/set-call-mattered.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { type DeliveryRef, enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts'
import { setTextMattered } from '../texts/set-text-mattered.ts'
import { type Discarded, findDiscarded, type Source } from './find-discarded.ts'
import { recipientsOf } from './recipients.ts'
import { type Slip, takeMessage } from './take-message.ts'

type MatteredContext = Pick<Context, 'db' | 'directory' | 'jobs' | 'live' | 'log' | 'now'>
type Actor = { readonly kind: ActorKind; readonly id: string | null }

/**
 * A person says of a call or text that a rule turned away: this one mattered. The executives are told with a
 * slip, and the act says who said so. Safe to repeat.
 */
export async function markMattered(
  context: MatteredContext,
  source: Source,
  actor: Actor,
): Promise<'marked' | 'alreadyMarked' | 'notDiscarded'> {
  const client = context.directory.client(source.clientId)
  if (!client) return 'notDiscarded'
  const now = context.now()
  const outcome = await context.db.transaction(async (tx) => {
    const discarded = await findDiscarded(tx, source)
    if (!discarded || discarded.matteredAt) return discarded ? 'alreadyMarked' : 'notDiscarded'
    const recipientKey = context.directory.findLine(discarded.line)?.line.recipientKey ?? ''
    const slip = slipOf(source, discarded, recipientsOf(discarded.decision, client, recipientKey))
    await setMattered(tx, source, now)
    await recordAct(tx, { ...actOf(source, actor, null, now), at: now, verb: `${source.kind}.mattered` })
    return (await takeMessage(tx, slip, now)).deliveries
  })
  if (typeof outcome === 'string') return outcome
  await tell(context, source, outcome)
  return 'marked'
}

/** Takes it back. What the executives were told stays told. Safe to repeat. */
export async function unmarkMattered(
  context: MatteredContext,
  source: Source,
  { actor, undoes }: { actor: Actor; undoes: string },
): Promise<'unmarked' | 'notMarked'> {
  const now = context.now()
  const actId = await context.db.transaction((tx) => unmark(tx, source, undoes, { actor, now }))
  if (!actId) return 'notMarked'
  await tell(context, source, [])
  return 'unmarked'
}

/** The same inside a transaction, by the act; null when it was taken back already. */
export async function takeBackMattered(
  tx: Transaction,
  { id, clientId, subjectKind, subjectId }: StoredAct,
  undoing: Undoing,
): Promise<string | null> {
  const kind = subjectKind === 'call' ? 'call' : 'text'
  return unmark(tx, { clientId, kind, id: subjectId }, id, undoing)
}

async function unmark(
  tx: Transaction,
  source: Source,
  undoes: string,
  { actor, now }: Undoing,
): Promise<string | null> {
  const discarded = await findDiscarded(tx, source)
  if (!discarded?.matteredAt) return null
  await setMattered(tx, source, null)
  const act = actOf(source, actor, discarded.matteredAt, null)
  return recordAct(tx, { ...act, at: now, verb: `${source.kind}.unmarked`, undoes })
}

const setMattered = (tx: Transaction, source: Source, at: Date | null) =>
  source.kind === 'call' ? setCallMattered(tx, source, at) : setTextMattered(tx, source, at)

const actOf = ({ clientId, kind, id }: Source, actor: Actor, before: Date | null, after: Date | null) => ({
  clientId,
  actor,
  subject: { kind, id },
  before: { matteredAt: before },
  after: { matteredAt: after },
})

type Recipients = ReturnType<typeof recipientsOf>

const slipOf = ({ clientId, kind, id }: Source, discarded: Discarded, to: Recipients): Slip => ({
  clientId,
  kind: 'mattered',
  sourceKind: kind,
  sourceId: id,
  ...to,
  callerName: discarded.callerName,
  callerNumber: discarded.caller,
  body: discarded.body,
  voicemailSeconds: null,
  receivedAt: discarded.at,
})

async function tell(
  { jobs, live, log }: MatteredContext,
  { clientId, kind, id }: Source,
  refs: DeliveryRef[],
) {
  log.info({ event: `${kind}.mattered`, clientId, id, deliveries: refs.length })
  live.changed([clientId])
  await enqueueDeliveries(jobs, refs)
}
