import { and, eq } from 'drizzle-orm'
import { findLiveState } from '../../answering/find-live-state.ts'
import { readListening } from '../../answering/listening/read-listening.ts'
import { type FoundCall, type FoundHandling, findCall } from '../../calls/find-call.ts'
import { findInstructions } from '../../clients/instructions/find-instructions.ts'
import type { clients } from '../../clients/tables.ts'
import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { readDraft } from '../../messages/find-draft.ts'
import type { SourceKey } from '../../messages/find-source.ts'
import { findThrownDraft } from '../../messages/find-thrown-draft.ts'
import { viewMessages } from '../../messages/queries.ts'
import { recipientsOf } from '../../messages/recipients.ts'
import { messages } from '../../messages/tables.ts'
import { findPlaced } from '../../outgoing/find-placed.ts'
import { versionAddress } from '../../rules/editor/rule-address.ts'
import type { StoredDecision } from '../../rules/stored-decision.ts'
import type { Session } from '../../secretaries/session.ts'
import { secretaries } from '../../secretaries/tables.ts'
import { findText } from '../../texts/find-text.ts'
import { callState } from './call-state.ts'
import type { Desk, DeskCall, DeskClient, DeskHandling, DeskSlip, DeskSource } from './desk.ts'
import { explainTreatment, readRulesOf } from './explain-treatment.ts'
import { readCaller } from './read-caller.ts'
import { readDeliveries } from './read-deliveries.ts'
import { readPeople } from './read-people.ts'
import { readRuleOffer } from './read-rule-offer.ts'
import { nothingHeard, readSounds } from './read-sounds.ts'

type DeskContext = Pick<Context, 'db' | 'directory' | 'now'>

/** Everything that the page of a call or text shows. Throws 404 for what is not there and for what is not hers. */
export async function readDesk(context: DeskContext, session: Session, key: SourceKey): Promise<Desk> {
  const { db } = context
  const now = context.now()
  const found = await findOpened(context, session, key)
  const { clientId, timeZone } = found.client
  const { language, id: secretaryId } = session.secretary
  const { decision } = found
  const [people, instructions, caller, draft, slip, ruleSet, thrown, ruleOffer] = await Promise.all([
    readPeople(db, { clientId, now }),
    findInstructions(db, { clientId, secretaryId, timeZone, now }),
    readCaller(db, { ...found.caller, clientId, id: key.sourceId }),
    readDraft(db, key),
    readSlip(db, key),
    readRulesOf(db, clientId, decision),
    findThrownDraft(db, { ...key, secretaryId, now }),
    found.source.matteredAt ? readRuleOffer(context, session.scope, key) : null,
  ])
  const executives = new Map(people.executives.map((executive) => [executive.key, executive]))
  const treatment = decision && ruleSet ? explainTreatment(decision, ruleSet, { language, executives }) : []
  const thrownAt = (!draft && thrown?.at) || null
  const decidedBy = decision && versionAddress(clientId, decision.ruleSetVersion, decision.ruleKey)
  return { ...people, ...found, instructions, caller, draft, slip, treatment, decidedBy, thrownAt, ruleOffer }
}

type Opened = {
  readonly source: DeskSource
  readonly client: DeskClient
  readonly caller: Pick<Parameters<typeof readCaller>[1], 'contactId' | 'kind' | 'number' | 'name'>
  readonly decision: StoredDecision | null
}

async function findOpened(context: DeskContext, session: Session, key: SourceKey): Promise<Opened> {
  const opened =
    key.sourceKind === 'call' ? await openCall(context, session, key) : await openText(context, session, key)
  if (opened) return opened
  throw new AppError(404, 'notFound', `There is no ${key.sourceKind} ${key.sourceId}`)
}

async function openCall(context: DeskContext, session: Session, key: SourceKey): Promise<Opened | null> {
  const found = await findCall(context.db, session.scope, { clientId: key.clientId, callId: key.sourceId })
  if (!found) return null
  const { call, client } = found
  const { line, disposition, matteredAt, contactId, decision } = call
  const [sounds, told] = await Promise.all([
    readSounds(context.db, session, call),
    callOf(context, session, found),
  ])
  return {
    client: clientOf(client),
    source: {
      ...{
        kind: 'call',
        clientId: key.clientId,
        id: call.id,
        line,
        at: call.arrivedAt,
        disposition,
        matteredAt,
      },
      ...defaultsOf(context, key.clientId, line, decision),
      body: null,
      call: told,
      ...sounds,
    },
    caller: { kind: call.callerKind, number: call.caller, name: call.callerName, contactId },
    decision: call.loggedById ? null : decision,
  }
}

async function openText(context: DeskContext, { scope }: Session, key: SourceKey): Promise<Opened | null> {
  const found = await findText(context.db, scope, { clientId: key.clientId, textId: key.sourceId })
  if (!found) return null
  const { text, client } = found
  const { line, disposition, matteredAt, contactId, decision, body } = text
  return {
    client: clientOf(client),
    source: {
      ...{ kind: 'text', clientId: key.clientId, id: text.id, line },
      ...{ at: text.receivedAt, disposition, matteredAt },
      ...defaultsOf(context, key.clientId, line, decision),
      body,
      call: null,
      audio: nothingHeard,
      conversations: null,
    },
    caller: { kind: text.senderKind, number: text.sender, name: null, contactId },
    decision,
  }
}

const clientOf = ({ hours, ...client }: typeof clients.$inferSelect): DeskClient => ({
  clientId: client.clientId,
  name: client.name,
  language: client.language,
  health: client.health,
  timeZone: hours.timeZone,
  slipFields: client.slipFields,
  slipTemplates: client.slipTemplates,
  unbilledOutcomes: client.unbilledOutcomes,
})

async function callOf(
  context: DeskContext,
  session: Session,
  { call, handling }: FoundCall,
): Promise<DeskCall> {
  const { db } = context
  const { direction, endedAt, outcome, billable, loggedById } = call
  const key = { clientId: call.clientId, callId: call.id }
  const placed = direction === 'outbound' && !loggedById ? await findPlaced(db, key) : null
  const live = (call.queuedAt || placed) && !endedAt ? await findLiveState(db, key) : null
  return {
    ...{ state: callState(call, live), direction, endedAt, outcome, billable, placed },
    loggedBy: loggedById && (await nameOf(db, loggedById)),
    handling: handling && (await handlingOf(db, handling)),
    listening: await readListening(context, session, { clientId: call.clientId, callId: call.id }),
  }
}

async function handlingOf(db: Context['db'], handling: FoundHandling): Promise<DeskHandling> {
  const { givenById, previousId } = handling
  return {
    ...handling,
    secretaryName: handling.secretaryName ?? '',
    givenBy: givenById && (await nameOf(db, givenById)),
    relieved: previousId && !givenById ? await nameOf(db, previousId) : null,
  }
}

/** For whom a slip would be, as the rules had it. */
function defaultsOf(
  { directory }: DeskContext,
  clientId: number,
  line: string,
  decision: StoredDecision | null,
) {
  const client = directory.client(clientId)
  const lineRecipient = directory.findLine(line)?.line.recipientKey ?? ''
  if (!client || !decision) return { recipientKey: lineRecipient, urgent: false }
  const { recipientId, urgency } = recipientsOf(decision, client, lineRecipient)
  const recipient = [...client.executives.values()].find(({ id }) => id === recipientId)
  return { recipientKey: recipient?.key ?? lineRecipient, urgent: urgency === 'urgent' }
}

async function readSlip(db: Context['db'], { clientId, sourceId }: SourceKey): Promise<DeskSlip | null> {
  const [row] = await db
    .select({ message: messages, authorName: secretaries.name })
    .from(messages)
    .leftJoin(secretaries, eq(secretaries.id, messages.authorId))
    .where(and(eq(messages.clientId, clientId), eq(messages.sourceId, sourceId)))
  const [view] = row ? await viewMessages(db, clientId, [row.message]) : []
  if (!row || !view) return null
  return { ...view, authorName: row.authorName, deliveries: await readDeliveries(db, row.message) }
}

async function nameOf(db: Context['db'], id: string): Promise<string | null> {
  const [row] = await db.select({ name: secretaries.name }).from(secretaries).where(eq(secretaries.id, id))
  return row?.name ?? null
}
