import { createHash, createHmac } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Transaction } from '../db/db.ts'
import { type LinkPurpose, links } from './tables.ts'

/** What a link opens, and for whom. */
export type LinkSubject = {
  readonly clientId: number
  readonly purpose: LinkPurpose
  readonly subjectId: string
  /** Null for a caller. */
  readonly executiveId: string | null
  /** Of the links to her own pages, how often they were replaced: the token is another each time. */
  readonly renewal?: number
  /** Of a link in the feed of a calendar program: the feed, with which it closes. */
  readonly feedId?: string
}

/** As long as a voicemail's audio is kept. */
const validDays = 30

/**
 * 128 bits that only we can make, the same each time for one subject: a delivery that is tried again after a
 * crash carries the very text that may have gone out before. Base64url, 22 characters.
 */
export function linkToken({ sessionSecret }: Pick<Config, 'sessionSecret'>, subject: LinkSubject): string {
  const { clientId, purpose, subjectId, executiveId, renewal = 0, feedId } = subject
  const more = [...(renewal > 0 ? [renewal] : []), ...(feedId ? [feedId] : [])]
  const facts = JSON.stringify(['link', purpose, clientId, subjectId, executiveId, ...more])
  return createHmac('sha256', sessionSecret).update(facts).digest().subarray(0, 16).toString('base64url')
}

export const hashToken = (token: string) => createHash('sha256').update(token).digest('base64url')

/** Short, because it goes into texts. */
export const linkUrl = ({ publicUrl }: Pick<Config, 'publicUrl'>, clientId: number, token: string) =>
  `${publicUrl}/l/${clientId}/${token}`

/**
 * Safe to repeat: the link to her own settings, which every digest carries, then holds from that day on. A revoked
 * link stays revoked. Only the token's hash is kept.
 */
export async function makeLink(
  tx: Transaction,
  { token, ...subject }: LinkSubject & { token: string },
  now: Date,
  expiresAt = new Date(now.getTime() + validDays * 86_400_000),
): Promise<void> {
  await tx
    .insert(links)
    .values({ ...subject, tokenHash: hashToken(token), createdAt: now, expiresAt })
    .onConflictDoUpdate({ target: [links.clientId, links.tokenHash], set: { expiresAt } })
}
