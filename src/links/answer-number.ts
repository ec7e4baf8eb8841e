import type { FoundNumber } from '../clients/reach/find-number.ts'
import { settleNumber } from '../clients/reach/settle-number.ts'
import type { Context } from '../context.ts'
import { openTask } from '../tasks/open-task.ts'
import { type ChoiceForm, done, refuse, type Taken } from './choice-form.ts'
import type { OpenedLink } from './open-link.ts'

const answers = { itsMine: 'confirmed', notMine: 'refused' } as const

/** She says whether a number that was set for her is hers. Either can be said again the other way round. */
export async function answerNumber(
  { db, live, now: clock }: Pick<Context, 'db' | 'live' | 'now'>,
  link: OpenedLink,
  { change }: FoundNumber,
  { choice }: ChoiceForm,
): Promise<Taken> {
  const how = choice === 'itsMine' || choice === 'notMine' ? answers[choice] : null
  if (!how) return refuse(422, 'choose')
  const at = clock()
  const { clientId, id } = change
  await db.transaction(async (tx) => {
    const isSettled = await settleNumber(tx, change, { how, actor: link.scope.actor, at })
    const task = { clientId, audience: 'supervisor', kind: 'numberRefused', key: id, details: {} } as const
    if (isSettled && how === 'refused') await openTask(tx, task, at)
  })
  live.changed([clientId], 'settings')
  return done
}
