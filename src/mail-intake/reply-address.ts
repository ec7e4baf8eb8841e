import { createHmac } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { executives } from '../clients/tables.ts'
import type { Config } from '../config.ts'
import type { Db, Transaction } from '../db/db.ts'
import { type EmailAddress, parseEmail } from '../email-address.ts'
import { hashToken } from '../links/make-link.ts'
import { replyAddresses } from './tables.ts'

/**
 * Who replies, and to what; to nothing, where she replies to the echo of an answer. The address of an appointment
 * stays the same for life: it is also the organizer in her calendar.
 */
export type ReplySubject = {
  readonly clientId: number
  readonly executiveId: string
  readonly messageId: string | null
  readonly digestId: string | null
  readonly appointmentId: string | null
}

type AddressConfig = Pick<Config, 'sessionSecret'> & {
  readonly mail: Pick<Config['mail'], 'replyDomain'>
}

/** `r+7-…@reponse.example.fr`, or null where no replies are taken. */
export function replyAddress(config: AddressConfig, subject: ReplySubject): EmailAddress | null {
  const { replyDomain } = config.mail
  return replyDomain
    ? parseEmail(`r+${subject.clientId}-${replyToken(config, subject)}@${replyDomain}`)
    : null
}

/** Safe to repeat. Written in the transaction that claims the mail, so that no reply comes before it. */
export async function keepReplyAddress(
  tx: Transaction,
  config: AddressConfig,
  subject: ReplySubject,
  now: Date,
): Promise<void> {
  await tx
    .insert(replyAddresses)
    .values({ ...subject, tokenHash: hashToken(replyToken(config, subject)), createdAt: now })
    .onConflictDoNothing()
}

type ReplyToken = { readonly clientId: number; readonly token: string }

/** Whatever case a mail server made of it; null for what was never an address of ours. */
export function readReplyAddress(address: string, replyDomain: string | null): ReplyToken | null {
  const [local = '', domain] = address.toLowerCase().split('@')
  const [, clientId, token] = /^r\+(\d{1,9})-([a-z2-7]{26})$/.exec(local) ?? []
  return clientId && token && domain === replyDomain ? { clientId: Number(clientId), token } : null
}

export type Correspondent = ReplySubject & { readonly email: string | null }

/** Null when unknown, or of a person who left. */
export async function findCorrespondent(
  db: Pick<Db, 'select'>,
  { clientId, token }: ReplyToken,
): Promise<Correspondent | null> {
  const { executiveId, messageId, digestId, appointmentId } = replyAddresses
  const [found] = await db
    .select({
      ...{ clientId: replyAddresses.clientId, executiveId, messageId, digestId, appointmentId },
      email: executives.email,
    })
    .from(replyAddresses)
    .innerJoin(
      executives,
      and(eq(executives.clientId, replyAddresses.clientId), eq(executives.id, replyAddresses.executiveId)),
    )
    .where(
      and(
        eq(replyAddresses.clientId, clientId),
        eq(replyAddresses.tokenHash, hashToken(token)),
        isNull(executives.leftAt),
      ),
    )
  return found ?? null
}

/** 128 bits that only we can make, the same each time: a mail tried again carries the same address. */
function replyToken({ sessionSecret }: AddressConfig, subject: ReplySubject): string {
  const { clientId, executiveId, messageId, digestId, appointmentId } = subject
  // Addresses in mails of before there were appointments stay good.
  const about = appointmentId === null ? [] : [appointmentId]
  const facts = JSON.stringify(['reply', clientId, executiveId, messageId, digestId, ...about])
  return base32(createHmac('sha256', sessionSecret).update(facts).digest().subarray(0, 16))
}

/** RFC 4648 in small letters, without padding: mail servers may change the case of a local part. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('')
}
