import { and, asc, eq, lte } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { textMedia } from './tables.ts'

type FetchContext = Pick<Context, 'db' | 'files' | 'gateway' | 'log' | 'now'>
type Part = typeof textMedia.$inferSelect

const minuteMs = 60_000
/** Longer than a fetch takes: after that, whoever claimed it has died. */
const leaseMs = 2 * minuteMs
const waitsMinutes = [1, 5, 30, 120, 720]
const perSweep = 20

/**
 * Brings the pictures and sounds of texts here, from the exchange's hosts only. They are rare in France, where
 * carriers turn them into a link, so a sweep is all they need.
 */
export async function fetchMedia(context: FetchContext): Promise<void> {
  const due = await context.db
    .select()
    .from(textMedia)
    .where(lte(textMedia.nextAttemptAt, context.now()))
    .orderBy(asc(textMedia.nextAttemptAt))
    .limit(perSweep)
  for (const part of due) if (await claim(context, part)) await fetchPart(context, part)
}

async function claim({ db, now }: FetchContext, part: Part): Promise<boolean> {
  const claimed = await db
    .update(textMedia)
    .set({ attempts: part.attempts + 1, nextAttemptAt: new Date(now().getTime() + leaseMs) })
    .where(and(isPart(part), eq(textMedia.attempts, part.attempts)))
    .returning({ place: textMedia.place })
  return claimed.length > 0
}

async function fetchPart(context: FetchContext, part: Part): Promise<void> {
  const { clientId, textId, place, attempts } = part
  const fetched = await context.gateway.fetchMedia(part.url)
  if (fetched.kind === 'fetched') {
    const fileKey = `clients/${clientId}/texts/${textId}-${place}`
    await context.files.put(fileKey, fetched.bytes, fetched.contentType)
    await update(context, part, { fileKey, contentType: fetched.contentType, nextAttemptAt: null })
    return
  }
  const minutes = fetched.kind === 'away' ? waitsMinutes[attempts] : undefined
  const nextAttemptAt = minutes ? new Date(context.now().getTime() + minutes * minuteMs) : null
  await update(context, part, { nextAttemptAt, failure: nextAttemptAt ? null : fetched.kind })
  context.log.warn({ event: 'textMedia.notFetched', clientId, textId, place, reason: fetched.kind })
}

const isPart = ({ clientId, textId, place }: Part) =>
  and(eq(textMedia.clientId, clientId), eq(textMedia.textId, textId), eq(textMedia.place, place))

const update = ({ db }: FetchContext, part: Part, changes: Partial<Part>) =>
  db.update(textMedia).set(changes).where(isPart(part))
