import { keptFacts } from '../calls/kept-facts.ts'
import { callerOf, executiveWith } from '../calls/own-caller.ts'
import type { ReadFacts } from '../calls/read-facts.ts'
import type { Client, Line } from '../clients/client.ts'
import { isResting, restingDecision } from '../clients/resting.ts'
import type { Context } from '../context.ts'
import { enqueueDeliveries } from '../deliveries/enqueue-deliveries.ts'
import type { CompiledRules } from '../rules/compile-rules.ts'
import { decide } from '../rules/decide.ts'
import type { Facts } from '../rules/facts.ts'
import { packTrace } from '../rules/pack-trace.ts'
import type { StoredDecision } from '../rules/stored-decision.ts'
import type { TextReceived } from '../twilio/webhooks.ts'
import { optOutWish } from './opt-out-words.ts'
import { hasOptedOut } from './record-opt-out.ts'
import { type NewText, type SavedText, saveText } from './save-text.ts'

type Needs = Pick<Context, 'db' | 'now' | 'jobs' | 'live' | 'log'> & { readFacts: ReadFacts }
type Place = { line: Line; client: Client }

/** What the sender gets back: nothing, or one automatic reply. */
export type TextReply = { body: string } | null

/**
 * A text arrives on one of our lines. Words that stop or restart texts are honoured; an executive's text is an
 * order to us and no rule sees it; every other is decided like a call. Delivered again, it changes nothing.
 */
export async function receiveText(
  context: Needs,
  received: TextReceived,
  place: Place,
  signal: AbortSignal = new AbortController().signal,
): Promise<TextReply> {
  const text = await understand(context, received, place, signal)
  const saved = await context.db.transaction((tx) => saveText(tx, text, place, context.now()))
  if (saved === 'alreadySaved') return null
  tell(context, place.client.clientId, text, saved)
  return saved.reply
}

async function understand(
  context: Needs,
  received: TextReceived,
  { line, client }: Place,
  signal: AbortSignal,
): Promise<NewText> {
  const now = context.now()
  const sender = callerOf(client, received.sender)
  const wish = optOutWish(received.body, received.optOutType)
  const executive = sender.kind === 'own' ? executiveWith(client, sender.number) : null
  const plain = { received, sender, executive, wish, receivedAt: now, contact: null, decision: null }
  if (wish === 'stop') return { ...plain, disposition: 'optOut' }
  if (wish === 'start' && (await isOptedOut(context, { line, client }, sender)))
    return { ...plain, disposition: 'optIn' }
  if (executive) return { ...plain, disposition: 'order' }
  if (isResting(client)) return { ...plain, decision: restingDecision(client), disposition: 'discarded' }

  const question = { client, line, channel: 'text', id: received.textId, caller: sender, now } as const
  const known = await context.readFacts(question, signal)
  const facts: Facts = {
    ...known,
    line: line.number,
    channel: 'text',
    caller: sender,
    now,
    body: received.body,
  }
  const decision = storedDecision(client, known.rules, facts)
  const discarded = decision.action.kind === 'discard'
  return { ...plain, contact: known.contact, decision, disposition: discarded ? 'discarded' : 'messageTaken' }
}

/** "YES" and "START" are ordinary words to somebody who never asked us to stop. */
async function isOptedOut({ db }: Needs, { line, client }: Place, sender: Facts['caller']): Promise<boolean> {
  if (sender.kind !== 'number' && sender.kind !== 'own') return false
  return hasOptedOut(db, { clientId: client.clientId, line: line.number, number: sender.number })
}

function storedDecision(client: Client, rules: CompiledRules, facts: Facts): StoredDecision {
  const { action, ruleKey, trace } = decide(rules, facts, client)
  const { ruleSetVersion } = client
  return { action, ruleKey, ruleSetVersion, trace: packTrace(trace), facts: keptFacts(facts) }
}

function tell(context: Needs, clientId: number, text: NewText, { changed, deliveries }: SavedText): void {
  const { textId } = text.received
  context.log.info({ event: 'text.received', clientId, textId, disposition: text.disposition })
  context.live.changed([clientId, ...changed])
  // Not awaited: a Redis that hangs must not cost the sender his answer.
  void enqueueDeliveries(context.jobs, deliveries)
}
