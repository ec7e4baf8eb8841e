import { sql } from 'drizzle-orm'
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
  const ours = listed.items.flatMap((text) => ifOurs(context, text))
  const known = await findKnown(context, ours)
  const missing = ours.filter(({ textId }) => !known.has(textId))
  for (const found of missing) await enterText(context, found)
  return missing.length
}

/** A text of the exchange's list that came to one of our lines. */
type Ours = { text: ExchangeText; textId: string; place: Place }
type Place = NonNullable<ReturnType<ReconcileContext['directory']['findLine']>>

function ifOurs(context: ReconcileContext, text: ExchangeText): Ours[] {
  const place = context.directory.findLine(text.to)
  if (text.direction !== 'inbound' || !place || text.createdAt < place.client.setUpAt) return []
  return isSettled(context, text.createdAt) ? [{ text, textId: idFrom('text', text.messageSid), place }] : []
}

async function findKnown({ db }: ReconcileContext, ours: readonly Ours[]): Promise<Set<string>> {
  const rows = await inChunks(ours, (some) => {
    const keys = some.map(({ place, textId }) => sql`(${place.line.clientId}::integer, ${textId}::uuid)`)
    return db
      .select({ id: texts.id })
      .from(texts)
      .where(sql`(${texts.clientId}, ${texts.id}) in (${sql.join(keys, sql`, `)})`)
  })
  return new Set(rows.map((row) => row.id))
}

async function enterText(context: ReconcileContext, { text, textId, place }: Ours): Promise<void> {
  const received = {
    messageSid: text.messageSid,
    textId,
    sender: callerFrom(text.from),
    to: text.to,
    body: text.body,
    segments: text.segments,
    // The list names no media; that there were some is counted.
    media: Array.from({ length: text.mediaCount }, () => ({ url: '', contentType: '' })),
    optOutType: null,
  }
  await receiveText({ ...context, now: () => text.createdAt }, received, place)
}
