import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { Context } from '../context.ts'
import { createLimit } from './limit.ts'
import { type ReceiveContext, receiveMail } from './receive-mail.ts'
import { type Correspondent, findCorrespondent, readReplyAddress } from './reply-address.ts'

type MailIntake = { readonly port: number; readonly close: () => Promise<void> }
type IntakeContext = ReceiveContext & Pick<Context, 'config'>

const largestBytes = 1_000_000
const perAddress = { most: 20, windowMs: 10 * 60_000 }
/** Guesses at addresses, and mails, that one connection has. */
const mostUnknown = 5
const mostMails = 20

/** Said to the other server; `later` leaves the mail with it, which tries again for days. */
const answers = {
  unknown: [550, '5.1.1 No such address here'],
  oneOnly: [452, '4.5.3 One recipient at a time'],
  tooMany: [450, '4.7.1 Too many mails to this address, try again later'],
  goodbye: [421, '4.7.0 Too much from one connection'],
  tooLarge: [552, `5.3.4 A reply may have ${largestBytes / 1000} kB at most: send it without attachments`],
  later: [451, '4.3.0 Try again later'],
} as const

/** A mail server that takes replies to our own addresses, and nothing else. */
export async function startMailIntake(context: IntakeContext): Promise<MailIntake | null> {
  const { mailIntake } = context.config
  if (!mailIntake) return null
  const server = createServer(context)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(mailIntake.port, mailIntake.host, resolve)
  })
  // A client that breaks off in the middle is no trouble of ours.
  server.on('error', () => undefined)
  return {
    port: portOf(server.server.address()),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** What one connection did so far. */
type Visit = { unknown: number; mails: number; to: Correspondent | null }

function createServer(context: IntakeContext): SMTPServer {
  const visits = new WeakMap<SMTPServerSession, Visit>()
  const withinLimit = createLimit(perAddress)
  const visitOf = (session: SMTPServerSession): Visit => {
    const visit = visits.get(session) ?? { unknown: 0, mails: 0, to: null }
    visits.set(session, visit)
    return visit
  }
  return new SMTPServer({
    banner: 'Permanence',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largestBytes,
    maxClients: 100,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    onMailFrom(_, session, done) {
      const visit = visitOf(session)
      visit.to = null
      visit.mails += 1
      done(visit.mails > mostMails ? refusal('goodbye') : null)
    },
    onRcptTo({ address }, session, done) {
      void admit(context, address, visitOf(session), withinLimit).then((refused) =>
        done(refused && refusal(refused)),
      )
    },
    onData(stream, session, done) {
      void take(context, stream, session, visitOf(session)).then((refused) =>
        done(refused && refusal(refused)),
      )
    },
  })
}

type Refusal = keyof typeof answers

async function admit(
  context: IntakeContext,
  address: string,
  visit: Visit,
  withinLimit: ReturnType<typeof createLimit>,
): Promise<Refusal | null> {
  if (visit.to) return 'oneOnly'
  const token = readReplyAddress(address, context.config.mail.replyDomain)
  try {
    const to = token && (await findCorrespondent(context.db, token))
    if (!to) {
      visit.unknown += 1
      return visit.unknown > mostUnknown ? 'goodbye' : 'unknown'
    }
    if (!withinLimit(token.token, context.now())) return 'tooMany'
    visit.to = to
    return null
  } catch (err) {
    context.log.warn({ event: 'mail.notAdmitted', err })
    return 'later'
  }
}

async function take(
  context: IntakeContext,
  stream: Readable & { readonly sizeExceeded: boolean },
  { envelope }: SMTPServerSession,
  { to }: Visit,
): Promise<Refusal | null> {
  try {
    const raw = await readUpTo(stream, largestBytes)
    if (stream.sizeExceeded || raw === null) return 'tooLarge'
    if (!to) return 'unknown'
    const sender = envelope.mailFrom ? envelope.mailFrom.address : ''
    await receiveMail(context, { raw, isBounce: sender === '', to })
    return null
  } catch (err) {
    context.log.warn({ event: 'mail.notTaken', clientId: to?.clientId, executiveId: to?.executiveId, err })
    return 'later'
  }
}

/** Null when there is more; all of it is read either way, since the sender only listens afterwards. */
async function readUpTo(stream: Readable, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.length
    if (length <= most) chunks.push(chunk)
    else chunks.length = 0
  }
  return length <= most ? Buffer.concat(chunks) : null
}

function refusal(why: Refusal): Error {
  const [responseCode, text] = answers[why]
  return Object.assign(new Error(text), { responseCode })
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The mail intake has no port')
  return address.port
}
