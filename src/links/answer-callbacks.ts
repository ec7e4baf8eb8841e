import { createHash } from 'node:crypto'
import { z } from 'zod'
import { standingActs } from '../acts/queries.ts'
import { recordChoice } from '../answers/record-choice.ts'
import { undoAct } from '../answers/undo-act.ts'
import { readTimes, type TimeProblem, type Times } from '../callbacks/check-promise.ts'
import type { HerCallback, HerCallbacks } from '../callbacks/find-her-callbacks.ts'
import { promiseCallback } from '../callbacks/promise-callback.ts'
import { resolveWho, type Who, type WrongWho } from '../callbacks/resolve-who.ts'
import type { Context } from '../context.ts'
import { singleLine } from '../plain-text.ts'
import { type ChoiceForm, done, refuse, type Taken } from './choice-form.ts'
import type { OpenedLink } from './open-link.ts'

/** What she typed, and what is wrong with it. */
export type WrongOrder = {
  readonly entered: EnteredOrder
  readonly who?: WrongWho
  readonly until?: TimeProblem
}
export type TakenCallbacks = Taken & { readonly wrongOrder?: WrongOrder }

const line = (max: number) =>
  z
    .string()
    .catch('')
    .transform((text) => singleLine(text, max))
const orderSchema = z
  .object({ who: line(200), pick: line(20), why: line(300), until: line(20) })
  .catch({ who: '', pick: '', why: '', until: '' })
export type EnteredOrder = z.output<typeof orderSchema>

type Needs = Pick<Context, 'db' | 'live' | 'now'>
type Posted = { readonly form: ChoiceForm; readonly body: unknown }

/** Somebody is to be rung back for her, or is not any more. */
export async function answerCallbacks(
  context: Needs,
  link: OpenedLink,
  found: HerCallbacks,
  { form, body }: Posted,
): Promise<TakenCallbacks> {
  switch (form.choice) {
    case 'order':
      return order(context, link, found, { entered: orderSchema.parse(body ?? {}), nonce: form.nonce })
    case 'cancel': {
      const hers = found.open.find(({ wish }) => wish.id === form.item)
      return hers ? cancel(context, link, hers) : done
    }
    default:
      return refuse(422, 'choose')
  }
}

async function order(
  { db, live, now: clock }: Needs,
  link: OpenedLink,
  { client, executive }: HerCallbacks,
  { entered, nonce }: { entered: EnteredOrder; nonce: string },
): Promise<TakenCallbacks> {
  const now = clock()
  const who = await resolveWho(db, client, entered.pick || entered.who)
  const timeZone = executive.choices.timeZone ?? client.hours.timeZone
  const times = readTimes({ from: '', until: entered.until }, timeZone, now)
  if ('problem' in who || 'problem' in times) {
    const wrong = {
      entered,
      ...('problem' in who && { who }),
      ...('problem' in times && { until: times.problem }),
    }
    return { ...refuse(422, null), wrongOrder: wrong }
  }
  await write({ db, now }, link, { who, times, entered, nonce })
  live.changed([link.clientId])
  return { ...done, anchor: 'open' }
}

type Order = {
  readonly who: Who
  readonly times: Times
  readonly entered: EnteredOrder
  readonly nonce: string
}

/** Pressed twice, it is one order: the page that it came from is in its key. */
async function write(
  { db, now }: { db: Needs['db']; now: Date },
  { clientId, executiveId, scope: { actor } }: OpenedLink,
  { who, times, entered, nonce }: Order,
): Promise<void> {
  const typed = createHash('sha256').update(JSON.stringify(entered)).digest('base64url')
  const wish = { clientId, executiveId, ...who, ...times, source: 'page', why: entered.why || null } as const
  const key = `page:${executiveId}:${nonce.split('.')[0]}:${typed}`
  await db.transaction(async (tx) => {
    const promised = await promiseCallback(tx, { ...wish, key }, { actor, at: now, authority: 'link' })
    if (promised.kind === 'again') return
    const did = [{ clientId, actId: promised.actId }]
    await recordChoice(tx, { clientId, executiveId, via: 'page', body: 'order', done: did }, now)
  })
}

/** Her order is taken back as any act of hers; what she said of a message, with all that followed from it. */
async function cancel(
  { db, live, now: clock }: Needs,
  { clientId, executiveId, scope: { actor } }: OpenedLink,
  { wish, callback }: HerCallback,
): Promise<TakenCallbacks> {
  const now = clock()
  const undone = await db.transaction(async (tx) => {
    const [verbs, subject] = wish.messageId
      ? [['message.acknowledged'], wish.messageId]
      : [['callback.promised', 'callback.joined', 'callback.reopened'], callback.id]
    const written = await standingActs(tx, { clientId, verbs, subjectIds: [subject] })
    const act = written.find(({ after }) =>
      isOf(after, wish.messageId ? { executiveId } : { wish: wish.key }),
    )
    return act ? undoAct(tx, { clientId, actId: act.id }, actor, now) : null
  })
  live.changed([clientId])
  if (undone?.kind === 'changedSince' || !undone) return refuse(409, 'changed')
  return { ...done, anchor: 'open' }
}

function isOf(after: unknown, wanted: Readonly<Record<string, string>>): boolean {
  const said = z.record(z.string(), z.unknown()).safeParse(after).data ?? {}
  return Object.entries(wanted).every(([name, value]) => said[name] === value)
}
