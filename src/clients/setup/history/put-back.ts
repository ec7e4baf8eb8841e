import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Act } from '../../../acts/record-act.ts'
import type { Context } from '../../../context.ts'
import { clientFileSchema } from '../../agency-folder/client-file.ts'
import type { ClientDefinition } from '../../agency-folder/definition.ts'
import { toDefinition } from '../../agency-folder/to-definition.ts'
import { changeClient, fileOf } from '../../change-client.ts'
import { type ActChange, fieldChanges } from './act-changes.ts'

type PuttingBack = { readonly clientId: number; readonly change: ActChange; readonly actor: Act['actor'] }

/**
 * Takes one change back: its fields as they were before, where nobody has changed them again since. The checks of
 * every change hold for this one too.
 */
export async function putBack(
  context: Pick<Context, 'config' | 'db' | 'live' | 'now'>,
  { clientId, change, actor }: PuttingBack,
): Promise<'putBack' | 'changedSince' | 'refused'> {
  let fits = false
  const outcome = await changeClient(context, {
    ...{ clientId, actor, seenVersion: null },
    change(standing) {
      const earlier = undone(standing, change)
      fits = earlier !== null
      return earlier ?? standing
    },
  })
  if (!fits) return 'changedSince'
  return outcome.kind === 'changed' || outcome.kind === 'unchanged' ? 'putBack' : 'refused'
}

/** The client with this change taken back; null where what it made is not there as it made it. */
function undone(standing: ClientDefinition, change: ActChange): ClientDefinition | null {
  const { part, key } = change
  if (part === 'ruleSet') return null
  if (part === 'settings' || part === 'hours') {
    const earlier = revertFields(standing[part], change)
    return earlier && definitionOf(standing, { [part]: earlier })
  }
  const items: readonly { readonly key: string }[] = standing[part]
  const place = items.findIndex((item) => item.key === key)
  const item = items[place]
  if (change.before === null) {
    const untouched = item !== undefined && revertFields(item, { ...change, before: {} }) !== null
    return untouched ? definitionOf(standing, { [part]: items.filter((one) => one !== item) }) : null
  }
  if (change.after === null)
    return item ? null : definitionOf(standing, { [part]: inserted(items, plainItem(change.before)) })
  const earlier = item ? revertFields(item, change) : null
  return (
    earlier &&
    definitionOf(standing, { [part]: items.with(place, { ...item, ...earlier, key: item?.key ?? '' }) })
  )
}

function revertFields(item: object, change: ActChange): object | null {
  const fields = fieldChanges(change)
  const stands = fields.every(({ field, after }) =>
    isDeepStrictEqual(plain(Reflect.get(item, field)), plain(after)),
  )
  return stands
    ? { ...item, ...Object.fromEntries(fields.map(({ field, before }) => [field, before])) }
    : null
}

/** As it comes out of a JSON column. */
const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)))

const itemSchema = z.looseObject({ key: z.string(), place: z.number().optional() })

function plainItem(value: unknown): { key: string; place?: number | undefined } {
  return itemSchema.parse(value)
}

function inserted(
  items: readonly { readonly key: string }[],
  { place, ...item }: { key: string; place?: number | undefined },
) {
  return items.toSpliced(place ?? items.length, 0, item)
}

/** What an act kept is as good as a definition once the folder's own checks have read it; null where they refuse it. */
function definitionOf(standing: ClientDefinition, replaced: object): ClientDefinition | null {
  const described: ClientDefinition = { ...standing, ...replaced }
  const read = clientFileSchema.safeParse(fileOf(described))
  return read.success ? toDefinition(standing.key, read.data) : null
}
