import { eq } from 'drizzle-orm'
import type { ReadFacts } from '../calls/read-facts.ts'
import type { Context } from '../context.ts'
import { enterListedCalls } from './enter-listed-calls.ts'
import { enterListedRecordings } from './enter-listed-recordings.ts'
import { enterListedTexts } from './enter-listed-texts.ts'
import { exchangeBookmarks } from './tables.ts'

export type ReconcileContext = Context & { readFacts: ReadFacts }
type Reconciled = { calls: number; texts: number; recordings: number }
/** Answers how many were entered, or that the exchange did not say what there is. */
type EnterList = (context: ReconcileContext, since: Date) => Promise<number | 'away'>

/** Each look reaches back behind the last one: the exchange lists a thing when it is made, not when it ends. */
const overlapMs = 4 * 60 * 60_000
const firstLookMs = 24 * 60 * 60_000

/** Enters once what happened at the exchange while nobody here listened. */
export async function reconcile(context: ReconcileContext): Promise<Reconciled> {
  if (!context.directory.isComplete()) await context.directory.refresh()
  const found = {
    calls: await readList(context, 'calls', enterListedCalls),
    texts: await readList(context, 'texts', enterListedTexts),
    recordings: await readList(context, 'recordings', enterListedRecordings),
  }
  if (found.calls + found.texts + found.recordings > 0)
    context.log.warn({ event: 'exchange.reconciled', ...found })
  return found
}

async function readList(
  context: ReconcileContext,
  list: keyof Reconciled,
  enter: EnterList,
): Promise<number> {
  const at = context.now()
  const [bookmark] = await context.db.select().from(exchangeBookmarks).where(eq(exchangeBookmarks.list, list))
  const since = bookmark ? bookmark.readUntil.getTime() - overlapMs : at.getTime() - firstLookMs
  const entered = await enter(context, new Date(since))
  if (entered === 'away') {
    context.log.warn({ event: 'exchange.listAway', list })
    return 0
  }
  await context.db
    .insert(exchangeBookmarks)
    .values({ list, readUntil: at })
    .onConflictDoUpdate({ target: exchangeBookmarks.list, set: { readUntil: at } })
  return entered
}
