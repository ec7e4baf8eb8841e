import { standingActs } from '../acts/queries.ts'
import { hatsOf, personOf } from '../answers/person.ts'
import { recordChoice } from '../answers/record-choice.ts'
import { undoAct } from '../answers/undo-act.ts'
import type { FoundExecutive } from '../clients/find-executive.ts'
import { type Availability, setAvailability } from '../clients/set-availability.ts'
import { endOf, readMoment, spans } from '../clients/until.ts'
import type { Context } from '../context.ts'
import type { Transaction } from '../db/db.ts'
import { type ChoiceForm, done, refuse, type Taken } from './choice-form.ts'
import type { OpenedLink } from './open-link.ts'

export type WrongMoment = 'notUnderstood' | 'past' | 'tooFar'
export type TakenAvailability = Taken & { readonly wrongMoment?: WrongMoment }

const yearMs = 366 * 86_400_000
const doublePressMs = 5 * 60_000

/** What she says of herself holds for all the clients that she has under this mobile or address. */
export async function answerAvailability(
  { db, live, now: clock }: Pick<Context, 'db' | 'live' | 'now'>,
  link: OpenedLink,
  found: FoundExecutive,
  form: ChoiceForm,
): Promise<TakenAvailability> {
  const now = clock()
  const wanted = form.choice === 'undo' ? null : wantedBy(found, form, now)
  if (wanted && 'kind' in wanted) return wanted
  const changed = await db.transaction(async (tx) => {
    const hats = await hatsOf(tx, personOf(found.executive))
    if (!wanted) return takeBack(tx, { found, hats, undoes: form.undoes, actor: link.scope.actor, now })
    const acts = await setAvailability(tx, hats, wanted.availability, link.scope.actor, now)
    const { clientId, executiveId } = link
    await recordChoice(tx, { clientId, executiveId, via: 'page', body: form.choice, done: acts }, now)
    return acts.map((act) => act.clientId)
  })
  live.changed(changed)
  return done
}

type Wanted = { readonly availability: Availability | null } | TakenAvailability

function wantedBy({ executive, client, availability }: FoundExecutive, form: ChoiceForm, now: Date): Wanted {
  const timeZone = executive.choices.timeZone ?? client.hours.timeZone
  if (form.choice === 'available') return { availability: null }
  if (form.choice === 'until') return typedMoment(form.until, now, timeZone)
  const span = spans.find((one) => one === form.choice)
  const until = span ? endOf(span, now, timeZone) : null
  if (!until) return refuse(422, 'choose')
  return isDoublePress(availability, until, now) ? done : away(until)
}

const away = (until: Date): Wanted => ({ availability: { state: 'away', until } })

/** "For an hour", pressed twice, is not said twice. */
const isDoublePress = (standing: FoundExecutive['availability'], until: Date, now: Date): boolean =>
  standing?.state === 'away' &&
  now.getTime() - standing.saidAt.getTime() < doublePressMs &&
  Math.abs((standing.until?.getTime() ?? 0) - until.getTime()) <= doublePressMs

function typedMoment(typed: string, now: Date, timeZone: string): Wanted {
  const until = readMoment(typed, timeZone)
  const wrong = (wrongMoment: WrongMoment) => ({ ...refuse(422, null), wrongMoment })
  if (!until) return wrong('notUnderstood')
  if (until <= now) return wrong('past')
  return until.getTime() - now.getTime() > yearMs ? wrong('tooFar') : away(until)
}

type TakingBack = {
  found: FoundExecutive
  hats: Awaited<ReturnType<typeof hatsOf>>
  undoes: string
  actor: OpenedLink['scope']['actor']
  now: Date
}

/** What was said at one moment for all her clients is taken back for all of them. */
async function takeBack(tx: Transaction, { found, hats, undoes, actor, now }: TakingBack): Promise<number[]> {
  const { lastAct } = found
  if (!lastAct || lastAct.id !== undoes) return []
  const changed: number[] = []
  for (const { clientId, id } of hats) {
    const [act] = await standingActs(tx, { clientId, verbs: ['availability.set'], subjectIds: [id] })
    if (act?.at.getTime() !== lastAct.at.getTime()) continue
    await undoAct(tx, { clientId, actId: act.id }, actor, now)
    changed.push(clientId)
  }
  return changed
}
