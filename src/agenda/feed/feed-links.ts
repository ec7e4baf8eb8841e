import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Config } from '../../config.ts'
import type { Transaction } from '../../db/db.ts'
import { hashToken, type LinkSubject, linkToken, linkUrl, makeLink } from '../../links/make-link.ts'
import { revokeTokens } from '../../links/revoke-links.ts'
import { links } from '../../links/tables.ts'
import type { Appointment } from '../appointment.ts'
import { appointmentLinkEnd } from '../telling/appointment-links.ts'

type FeedConfig = Pick<Config, 'publicUrl' | 'sessionSecret'>
type Feed = { readonly clientId: number; readonly executiveId: string; readonly feedId: string }

/**
 * Where each appointment of a feed is answered, by its id: other links than those of mails, so that they close with the
 * address that gave them out. Nothing of what is over.
 */
export async function makeFeedLinks(
  tx: Transaction,
  config: FeedConfig,
  feed: Feed,
  shown: readonly Appointment[],
  now: Date,
): Promise<Map<string, string>> {
  const tokens = new Map<string, string>()
  const open = shown.filter(({ endsAt }) => endsAt > now)
  for (const { id } of open) tokens.set(id, linkToken(config, subjectOf(feed, id)))
  const known = new Set((await findLinks(tx, feed, [...tokens.keys()])).map(({ tokenHash }) => tokenHash))
  for (const appointment of open) {
    const subject = subjectOf(feed, appointment.id)
    const token = linkToken(config, subject)
    const end = appointmentLinkEnd(appointment, subject) ?? undefined
    if (!known.has(hashToken(token))) await makeLink(tx, { ...subject, token }, now, end)
  }
  return new Map([...tokens].map(([id, token]) => [id, linkUrl(config, feed.clientId, token)]))
}

/** Whoever had the old address can answer nothing any more. */
export async function revokeFeedLinks(
  tx: Transaction,
  config: FeedConfig,
  feed: Feed,
  now: Date,
): Promise<void> {
  const standing = await findLinks(tx, feed, null)
  const ofFeed = standing.filter(
    ({ subjectId, tokenHash }) => hashToken(linkToken(config, subjectOf(feed, subjectId))) === tokenHash,
  )
  const hashes = ofFeed.map(({ tokenHash }) => tokenHash)
  await revokeTokens(tx, { clientId: feed.clientId, hashes }, now)
}

const subjectOf = ({ clientId, executiveId, feedId }: Feed, subjectId: string): LinkSubject => ({
  ...{ clientId, purpose: 'appointment', subjectId, executiveId, feedId },
})

function findLinks(tx: Transaction, { clientId, executiveId }: Feed, subjectIds: string[] | null) {
  const isOpen = and(eq(links.purpose, 'appointment'), isNull(links.revokedAt))
  const isHers = and(eq(links.clientId, clientId), eq(links.executiveId, executiveId))
  return tx
    .select({ subjectId: links.subjectId, tokenHash: links.tokenHash })
    .from(links)
    .where(and(isHers, isOpen, subjectIds ? inArray(links.subjectId, subjectIds) : undefined))
}
