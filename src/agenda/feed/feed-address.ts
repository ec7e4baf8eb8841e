import { and, desc, eq, isNull } from 'drizzle-orm'
import { type Act, recordAct } from '../../acts/record-act.ts'
import type { Config } from '../../config.ts'
import type { Db, Transaction } from '../../db/db.ts'
import { newId } from '../../ids.ts'
import { type LinkSubject, linkToken, linkUrl, makeLink } from '../../links/make-link.ts'
import { revokeLinks } from '../../links/revoke-links.ts'
import { links } from '../../links/tables.ts'
import { revokeFeedLinks } from './feed-links.ts'

type Subscriber = { readonly clientId: number; readonly executiveId: string }
type FeedConfig = Pick<Config, 'publicUrl' | 'sessionSecret'>

/** Until she takes it back: a hundred years. */
const validMs = 100 * 366 * 86_400_000

/**
 * The id of the address that stands; null where there is none. Each new address is made of a new id, so that it can be
 * shown again although only its hash is kept.
 */
export async function findFeedId(
  db: Pick<Db, 'select'>,
  { clientId, executiveId }: Subscriber,
): Promise<string | null> {
  const [found] = await db
    .select({ id: links.subjectId })
    .from(links)
    .where(
      and(
        ...[eq(links.clientId, clientId), eq(links.executiveId, executiveId), eq(links.purpose, 'feed')],
        isNull(links.revokedAt),
      ),
    )
    .orderBy(desc(links.createdAt))
    .limit(1)
  return found?.id ?? null
}

/** `https://…/agenda.ics`; programs that subscribe with one press want `webcal://`. */
export function feedUrl(config: FeedConfig, subscriber: Subscriber, feedId: string): string {
  const token = linkToken(config, subjectOf(subscriber, feedId))
  return `${linkUrl(config, subscriber.clientId, token)}/agenda.ics`
}

const subjectOf = (subscriber: Subscriber, feedId: string): LinkSubject => ({
  ...subscriber,
  purpose: 'feed',
  subjectId: feedId,
})

type Doing = {
  readonly actor: Act['actor']
  readonly authority?: string
  readonly now: Date
}

/** A new address; whoever had the old one reads no more. */
export async function renewFeed(
  tx: Transaction,
  config: FeedConfig,
  subscriber: Subscriber,
  doing: Doing,
): Promise<void> {
  const { now } = doing
  const old = await findFeedId(tx, subscriber)
  if (old) await close(tx, config, subscriber, old, now)
  const feedId = newId()
  const subject = subjectOf(subscriber, feedId)
  const expiresAt = new Date(now.getTime() + validMs)
  await makeLink(tx, { ...subject, token: linkToken(config, subject) }, now, expiresAt)
  await record(tx, subscriber, doing, { before: old, after: feedId })
}

/** Safe to repeat. */
export async function revokeFeed(
  tx: Transaction,
  config: FeedConfig,
  subscriber: Subscriber,
  doing: Doing,
): Promise<void> {
  const old = await findFeedId(tx, subscriber)
  if (!old) return
  await close(tx, config, subscriber, old, doing.now)
  await record(tx, subscriber, doing, { before: old, after: null })
}

async function close(
  tx: Transaction,
  config: FeedConfig,
  subscriber: Subscriber,
  feedId: string,
  now: Date,
): Promise<void> {
  await revokeLinks(tx, { clientId: subscriber.clientId, subjectId: feedId }, now)
  await revokeFeedLinks(tx, config, { ...subscriber, feedId }, now)
}

const record = (
  tx: Transaction,
  { clientId, executiveId }: Subscriber,
  { actor, authority, now }: Doing,
  { before, after }: { before: string | null; after: string | null },
) =>
  recordAct(tx, {
    ...(authority && { authority }),
    ...{ clientId, actor, verb: after ? 'feed.renewed' : 'feed.revoked', at: now },
    ...{ subject: { kind: 'executive', id: executiveId }, before, after },
  })
