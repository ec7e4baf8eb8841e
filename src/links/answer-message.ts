import { recordChoice } from '../answers/record-choice.ts'
import { undoAct } from '../answers/undo-act.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { acknowledge } from '../messages/acknowledge-message.ts'
import { findAcknowledgement } from '../messages/acknowledgement.ts'
import { lockMessage } from '../messages/lock-message.ts'
import type { MessageView } from '../messages/queries.ts'
import type { Acknowledgement } from '../messages/tables.ts'
import { type ChoiceForm, done, refuse, type Taken } from './choice-form.ts'
import type { OpenedLink } from './open-link.ts'

/** The buttons of a message. `done`: she has rung back, as she had said she would. */
const answers: ReadonlyMap<string, Acknowledgement> = new Map([
  ['received', 'received'],
  ['executiveCalls', 'executiveCalls'],
  ['secretaryCalls', 'secretaryCalls'],
  ['done', 'received'],
])

/**
 * Her answer to a message. The same again changes nothing; another one than stands is refused until she has taken
 * that back, since it may come from a page that was opened before.
 */
export async function answerMessage(
  { db, live, now }: Pick<Context, 'db' | 'live' | 'now'>,
  link: OpenedLink,
  { message, words }: MessageView,
  { choice, undoes }: Pick<ChoiceForm, 'choice' | 'undoes'>,
): Promise<Taken> {
  const answer = answers.get(choice)
  if (!answer && choice !== 'undo') return refuse(422, 'choose')
  const of = { clientId: link.clientId, messageId: message.id, executiveId: link.executiveId }
  const hers = words.find(({ executiveId }) => executiveId === link.executiveId)
  const taken = await db.transaction(async (tx) => {
    if (answer) return say(tx, { ...of, answer, choice, actor: link.scope.actor }, now())
    if (!hers?.actId || hers.actId !== undoes) return done
    const undone = await undoAct(tx, { clientId: link.clientId, actId: undoes }, link.scope.actor, now())
    return undone.kind === 'changedSince' ? refuse(409, 'changed') : done
  })
  live.changed([link.clientId])
  return taken
}

type Saying = {
  clientId: number
  messageId: string
  executiveId: string
  answer: Acknowledgement
  choice: string
  actor: OpenedLink['scope']['actor']
}

async function say(tx: Transaction, { choice, ...saying }: Saying, now: Date): Promise<Taken> {
  await lockMessage(tx, saying)
  const standing = await findAcknowledgement(tx, saying)
  if (standing?.answer === saying.answer) return done
  const continues = choice === 'done' && standing?.answer === 'executiveCalls'
  if (standing && !continues) return refuse(409, 'answered')
  const { actId } = await acknowledge(tx, { ...saying, via: 'page', authority: 'link' }, now)
  const { clientId, executiveId } = saying
  const acts = actId ? [{ clientId, actId }] : []
  await recordChoice(tx, { clientId, executiveId, via: 'page', body: choice, done: acts }, now)
  return done
}
