import { standingActs } from '../acts/queries.ts'
import { recordChoice } from '../answers/record-choice.ts'
import type { Context } from '../context.ts'
import type { FoundDigest } from '../digests/find-digest.ts'
import type { DiscardedItem } from '../digests/meanwhile.ts'
import type { Source } from '../messages/find-discarded.ts'
import { markMattered, unmarkMattered } from '../messages/mark-mattered.ts'
import { anchorOf } from './anchor.ts'
import { answerAppointment } from './answer-appointment.ts'
import { answerMessage } from './answer-message.ts'
import { type ChoiceForm, done, refuse, type Taken } from './choice-form.ts'
import type { OpenedLink } from './open-link.ts'

type DigestContext = Pick<Context, 'db' | 'directory' | 'jobs' | 'live' | 'log' | 'now'>

/** Her answer to one line, or her word on one discarded call; what is not in this digest is not touched. */
export async function answerDigest(
  context: DigestContext,
  link: OpenedLink,
  { lines, agenda, discarded }: FoundDigest,
  form: ChoiceForm,
): Promise<Taken> {
  if (form.choice === '') return refuse(422, 'choose')
  const line = lines.find(({ message }) => message.id === form.item)
  if (line) return backTo(form.item, await answerMessage(context, link, line, form))
  const appointment = agenda.find(({ appointmentId }) => appointmentId === form.item)
  if (appointment) return backTo(form.item, await answerAppointment(context, link, appointment, form))
  const item = discarded.find(({ id }) => id === form.item)
  if (item) return backTo(form.item, await judge(context, link, item, form))
  return done
}

const backTo = (item: string, taken: Taken): Taken =>
  taken.kind === 'done' ? { ...taken, anchor: anchorOf(item) } : taken

async function judge(
  context: DigestContext,
  { clientId, executiveId, scope: { actor } }: OpenedLink,
  { kind, id, actId }: DiscardedItem,
  { choice, undoes }: ChoiceForm,
): Promise<Taken> {
  const source = { clientId, kind, id }
  if (choice === 'undo') {
    if (actId && actId === undoes) await unmarkMattered(context, source, { actor, undoes })
    return done
  }
  if (choice !== 'mattered') return refuse(422, 'choose')
  if ((await markMattered(context, source, actor)) === 'marked')
    await keepAmongAnswers(context, { clientId, executiveId, source })
  return done
}

type Judged = { readonly clientId: number; readonly executiveId: string; readonly source: Source }

async function keepAmongAnswers({ db, now }: DigestContext, { clientId, executiveId, source }: Judged) {
  const said = { clientId, verbs: [`${source.kind}.mattered`], subjectIds: [source.id] }
  await db.transaction(async (tx) => {
    const [act] = await standingActs(tx, said)
    const acts = act ? [{ clientId, actId: act.id }] : []
    await recordChoice(tx, { clientId, executiveId, via: 'page', body: 'mattered', done: acts }, now())
  })
}
