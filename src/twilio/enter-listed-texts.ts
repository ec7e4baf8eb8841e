import { inArray } from 'drizzle-orm'
import { idFrom } from '../ids.ts'
import { callerFrom } from '../phone-number.ts'
import { receiveText } from '../texts/receive-text.ts'
import { texts } from '../texts/tables.ts'
import { inChunks } from './in-chunks.ts'
import { isSettled } from './is-settled.ts'
import type { ExchangeText } from './listed.ts'
import type { ReconcileContext } from './reconcile.ts'

/** Texts that nobody here took are decided as if they came now. */
export async function enterListedTexts(context: ReconcileContext, since: Date): Promise<number | 'away'> {
  const listed = await context.gateway.listTexts({ since })
  if (listed.kind === 'away') return 'away'
  const inbound = listed.items.filter(
    (text) => text.direction === 'inbound' && isSettled(context, text.createdAt),
  )
  const rows = await inChunks(inbound, (some) =>
    context.db
      .select({ id: texts.id })
      .from(texts)
      .where(inArray(texts.id, some.map(idOf))),
  )
  const known = new Set(rows.map((row) => row.id))
  let entered = 0
  for (const text of inbound) if (!known.has(idOf(text)) && (await enterText(context, text))) entered++
  return entered
}

const idOf = (text: ExchangeText): string => idFrom('text', text.messageSid)

async function enterText(context: ReconcileContext, text: ExchangeText): Promise<boolean> {
  const place = context.directory.findLine(text.to)
  if (!place || text.createdAt < place.client.setUpAt) return false
  const received = {
    messageSid: text.messageSid,
    textId: idOf(text),
    sender: callerFrom(text.from),
    to: text.to,
    body: text.body,
    segments: text.segments,
    // The list names no media; that there were some is counted.
    media: Array.from({ length: text.mediaCount }, () => ({ url: '', contentType: '' })),
    optOutType: null,
  }
  await receiveText({ ...context, now: () => text.createdAt }, received, place)
  return true
}
