import type { Context } from '../context.ts'
import type { OpenedLink } from '../links/open-link.ts'
import { recordAct } from './record-act.ts'

type Read = Pick<OpenedLink, 'clientId' | 'purpose' | 'subjectId' | 'scope'>

/** Writes down that somebody looked: who may ask later who has seen a caller's words gets an answer. */
export const recordReading = (context: Pick<Context, 'db' | 'now'>, link: Read): Promise<void> =>
  record(context, link, {
    verb: `${link.purpose}.read`,
    subject: { kind: subjects[link.purpose], id: link.subjectId },
  })

/** The same of a voicemail that was listened to. */
export const recordHearing = (
  context: Pick<Context, 'db' | 'now'>,
  link: Read,
  messageId: string,
): Promise<void> =>
  record(context, link, { verb: 'message.heard', subject: { kind: 'message', id: messageId } })

const subjects = {
  message: 'message',
  digest: 'digest',
  availability: 'executive',
  settings: 'executive',
  number: 'reachChange',
  appointment: 'appointment',
  agenda: 'executive',
  feed: 'executive',
  callbacks: 'executive',
  callerAppointment: 'appointment',
  offer: 'appointment',
} as const satisfies Record<OpenedLink['purpose'], string>

async function record(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { clientId, scope: { actor } }: Read,
  reading: { verb: string; subject: { kind: string; id: string } },
): Promise<void> {
  const seen = { authority: 'link', before: null, after: null }
  await db.transaction((tx) => recordAct(tx, { clientId, actor, ...reading, ...seen, at: now() }))
}
