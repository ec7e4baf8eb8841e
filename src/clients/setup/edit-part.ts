import { hash } from 'node:crypto'
import type { Act } from '../../acts/record-act.ts'
import type { Context } from '../../context.ts'
import type { Finding } from '../../rules/finding.ts'
import type { Issue } from '../agency-folder/explain-issue.ts'
import { type ClientChange, type FileObject, rewriteClient } from '../change-client.ts'
import type { Entered } from './field.ts'
import type { About, Part } from './part.ts'

type Editing = {
  readonly clientId: number
  readonly actor: Act['actor']
  readonly part: Part
  readonly key: string | null
  /** What `seenOf` said of the page when it was opened. */
  readonly seen: string
  readonly about: Omit<About, 'file'>
  /** Null takes the item away. */
  readonly entered: Entered | null
}

export type Edited =
  | { readonly kind: 'saved' }
  | { readonly kind: 'unchanged' }
  /** The item, or the client, is not there any more. */
  | { readonly kind: 'gone' }
  /** Somebody changed this very part after the page was opened: `file` is how it stands now. */
  | { readonly kind: 'stale'; readonly file: FileObject }
  | {
      readonly kind: 'refused'
      readonly issues: readonly Issue[]
      readonly findings: readonly Finding[]
      readonly file: FileObject
    }

type EditContext = Pick<Context, 'config' | 'db' | 'live' | 'now'>

const tries = 3

/**
 * Saves what was entered on one page. Changes of other parts by other people meanwhile are none of its business;
 * a change of this one is told, and nothing is saved.
 */
export async function editPart(context: EditContext, editing: Editing): Promise<Edited> {
  for (let left = tries; ; left--) {
    const { outcome, seen, file } = await editOnce(context, editing)
    if (seen !== 'current') return seen === 'gone' ? { kind: 'gone' } : { kind: 'stale', file }
    if (outcome.kind === 'stale' && left > 1) continue
    if (outcome.kind === 'stale') return { kind: 'stale', file }
    if (outcome.kind === 'unknownClient') return { kind: 'gone' }
    if (outcome.kind === 'refused') return { ...outcome, file }
    return { kind: outcome.kind === 'changed' ? 'saved' : 'unchanged' }
  }
}

type Once = { outcome: ClientChange; seen: 'current' | 'stale' | 'gone'; file: FileObject }

async function editOnce(context: EditContext, editing: Editing): Promise<Once> {
  const { clientId, actor, part, key, entered } = editing
  let [seen, file]: [Once['seen'], FileObject] = ['gone', {}]
  const outcome = await rewriteClient(context, {
    clientId,
    actor,
    seenVersion: null,
    rewrite(standing) {
      file = standing
      seen = compareSeen(editing, standing)
      if (seen !== 'current') return standing
      const about = { ...editing.about, file }
      if (entered !== null) return part.write(about, key, entered)
      return key !== null && part.remove ? part.remove(standing, key) : standing
    },
  })
  return { outcome, seen, file }
}

function compareSeen({ part, key, seen, about }: Editing, file: FileObject): Once['seen'] {
  const now = part.entered({ ...about, file }, key)
  if (now === null) return 'gone'
  const isNew = key === null && part.remove !== undefined
  return isNew || seen === seenOf(now) ? 'current' : 'stale'
}

/** A mark of what a page showed when it was opened. */
export const seenOf = (entered: Entered): string => hash('sha256', JSON.stringify(entered)).slice(0, 32)
