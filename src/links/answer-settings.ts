import { renewFeed, revokeFeed } from '../agenda/feed/feed-address.ts'
import { undoAct } from '../answers/undo-act.ts'
import type { FoundExecutive } from '../clients/find-executive.ts'
import { isStanding, saveChoices } from '../clients/save-choices.ts'
import type { Context } from '../context.ts'
import { channelsHad } from '../messages/channels.ts'
import { type ChoiceForm, done, refuse, type Taken } from './choice-form.ts'
import type { OpenedLink } from './open-link.ts'
import { type Problems, readEntered, readSettings } from './settings-form.ts'

export type TakenSettings = Taken & { readonly problems?: Problems }

/** Saves what she entered, all of it or none; or takes the last change back. */
export async function answerSettings(
  { config, db, live, now }: Pick<Context, 'config' | 'db' | 'live' | 'now'>,
  link: OpenedLink,
  found: FoundExecutive,
  { form, body }: { form: ChoiceForm; body: unknown },
): Promise<TakenSettings> {
  const { actor } = link.scope
  const taken = await take()
  live.changed([link.clientId], 'settings')
  return taken

  async function take(): Promise<TakenSettings> {
    switch (form.choice) {
      case 'save':
        return save({ db, now }, found, { actor, body })
      case 'undo':
        return takeBack({ db, now }, found, { actor, undoes: form.undoes })
      case 'renewFeed':
      case 'revokeFeed': {
        const subscriber = { clientId: link.clientId, executiveId: found.executive.id }
        const doing = { actor, authority: 'link', now: now() }
        await db.transaction((tx) =>
          form.choice === 'renewFeed'
            ? renewFeed(tx, config, subscriber, doing)
            : revokeFeed(tx, config, subscriber, doing),
        )
        return { ...done, anchor: 'feed' }
      }
      default:
        return refuse(422, 'choose')
    }
  }
}

type Actor = OpenedLink['scope']['actor']

async function save(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { executive, client, lastAct }: FoundExecutive,
  { actor, body }: { actor: Actor; body: unknown },
): Promise<TakenSettings> {
  const entered = readEntered(body)
  const read = readSettings(entered, executive, { channels: channelsHad(executive), health: client.health })
  if (read.kind === 'wrong') return { ...refuse(422, null), problems: read.problems }
  if (isStanding(read.settings, executive)) return done
  if (entered.seen !== (lastAct?.id ?? '')) return refuse(409, 'settingsChanged')
  const change = { actor, authority: 'link', now: now() }
  await db.transaction((tx) => saveChoices(tx, executive, () => read.settings, change))
  return done
}

async function takeBack(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { executive: { clientId }, lastAct }: FoundExecutive,
  { actor, undoes }: { actor: Actor; undoes: string },
): Promise<Taken> {
  if (lastAct?.id !== undoes) return done
  const undone = await db.transaction((tx) => undoAct(tx, { clientId, actId: undoes }, actor, now()))
  return undone.kind === 'changedSince' ? refuse(409, 'changed') : done
}
