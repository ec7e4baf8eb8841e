import { createHash } from 'node:crypto'
import PostalMime, { type Email } from 'postal-mime'
import { readReply } from '../agenda/invitations/read-reply.ts'
import { receiveReply } from '../agenda/invitations/receive-reply.ts'
import { receiveAnswer } from '../answers/receive-answer.ts'
import type { Context } from '../context.ts'
import { idFrom } from '../ids.ts'
import { cutText, singleLine, stripControls } from '../plain-text.ts'
import { openTask } from '../tasks/open-task.ts'
import { type ReadMail, readMail } from './read-mail.ts'
import type { Correspondent } from './reply-address.ts'

export type ReceiveContext = Pick<Context, 'db' | 'jobs' | 'live' | 'log' | 'now'>
type ReceivedMail = { readonly raw: Buffer; readonly isBounce: boolean; readonly to: Correspondent }
type MailOutcome = 'answered' | 'ignored' | 'fromElsewhere' | 'unread'

/** A secretary sees the beginning; nobody pastes a book. */
const longestKept = 2_000

/**
 * A mail that came to one of the addresses we gave out. Returns when what follows from it is written, throws when
 * it could not be: the sender's server keeps it then. The same mail again changes nothing.
 */
export async function receiveMail(
  context: ReceiveContext,
  { raw, isBounce, to }: ReceivedMail,
): Promise<MailOutcome> {
  const { clientId, executiveId } = to
  const mail = await parse(raw)
  const mailId = mail?.messageId ?? null
  const id = idFrom('mail', mailId ?? createHash('sha256').update(raw).digest('base64url'))
  const outcome = mail
    ? await act(context, { id, mailId, mail, isBounce, to })
    : await keepUnread(context, id, to, null)
  context.log.info({ event: 'mail.received', clientId, executiveId, answerId: id, outcome })
  return outcome
}

type Mail = {
  readonly id: string
  readonly mailId: string | null
  readonly mail: Email
  readonly isBounce: boolean
  readonly to: Correspondent
}

async function act(context: ReceiveContext, { id, mailId, mail, isBounce, to }: Mail): Promise<MailOutcome> {
  const read = readMail(mail, isBounce)
  const kept = { subject: singleLine(mail.subject ?? '', 200), text: keepable(read.text) }
  if (read.kind === 'automatic') return 'ignored'
  if (!isHers(read, to)) return keepTask(context, 'answerFromElsewhere', id, to, { ...kept, from: read.from })
  if (read.kind === 'calendar') return takeCalendar(context, { id, mailId, read, kept, to })
  const { clientId, executiveId, messageId, appointmentId, digestId } = to
  await receiveAnswer(context, {
    ...{ id, clientId, executiveId, via: 'email', body: kept.text, receivedAt: context.now() },
    ...(messageId && { messageId }),
    ...(appointmentId && { appointmentId }),
    ...(digestId && { digestId }),
    ...(mailId && { mailId: singleLine(mailId, 500) }),
    mailSubject: kept.subject,
  })
  return 'answered'
}

type Calendar = Pick<Mail, 'id' | 'mailId' | 'to'> & { readonly read: ReadMail; readonly kept: Kept }

/** Her calendar program answers an invitation of ours; whatever else it sends, a person reads. */
async function takeCalendar(
  context: ReceiveContext,
  { id, mailId, read, kept, to }: Calendar,
): Promise<MailOutcome> {
  const reply = readReply(read.calendar ?? '')
  if (!reply) return keepUnread(context, id, to, kept)
  if (reply.attendee !== to.email?.toLowerCase())
    return keepTask(context, 'answerFromElsewhere', id, to, { ...kept, from: reply.attendee })
  const { clientId, executiveId } = to
  const outcome = await receiveReply(context, { id, mailId, clientId, executiveId, reply })
  return outcome === 'unknown' ? keepUnread(context, id, to, kept) : outcome
}

/** The address is a secret; one that was forwarded, though, is known to somebody else. */
const isHers = ({ from }: ReadMail, { email }: Correspondent): boolean =>
  from !== null && from === email?.toLowerCase()

const keepable = (text: string): string => cutText(stripControls(text), longestKept)

/** Null for what is no mail: a person should look. */
const parse = (raw: Buffer): Promise<Email | null> =>
  PostalMime.parse(raw, { maxNestingDepth: 20, maxHeadersSize: 100_000, maxRfc822NestingDepth: 0 }).catch(
    () => null,
  )

type Kept = { readonly subject: string; readonly text: string; readonly from?: string | null }

const keepUnread = (context: ReceiveContext, id: string, to: Correspondent, kept: Kept | null) =>
  keepTask(context, 'unreadMail', id, to, kept)

async function keepTask(
  { db, live, now }: ReceiveContext,
  kind: 'unreadMail' | 'answerFromElsewhere',
  id: string,
  { clientId, executiveId }: Correspondent,
  kept: Kept | null,
): Promise<MailOutcome> {
  const details = { executiveId, ...kept }
  await openTask(db, { clientId, audience: 'secretary', kind, key: id, details }, now())
  live.changed([clientId])
  return kind === 'unreadMail' ? 'unread' : 'fromElsewhere'
}
