import type { SlipForm } from '../../messages/find-draft.ts'
import type { Desk } from './desk.ts'
import type { Problems } from './field-pages.ts'
import { prefilled, sentFields } from './slip-values.ts'

/** The slip as it stands in its form. */
export type SlipShown = {
  readonly fields: SlipForm
  /** The draft's, by which two secretaries are kept apart; 0 while there is none. */
  readonly version: number
  readonly problems: Problems
  /** Why nothing was saved or sent, where somebody else was quicker. */
  readonly notice: string | null
  /** It is somebody else's: to be read only, until she takes over. */
  readonly isOthers: boolean
}

/** What a page is opened with; null where the slip was sent and she does not mean to correct it. */
export function shownSlip(
  desk: Desk,
  secretaryId: string,
  { correct }: { correct: boolean },
): SlipShown | null {
  const { draft, slip } = desk
  const revision = slip?.message.kind === 'taken' ? slip.message.revision : 0
  const stands = draft && (Number(draft.fields.revision) || 0) === revision
  if (!correct && slip && (!stands || revision > 0)) return null
  const fields = stands ? draft.fields : slip ? sentFields(slip, desk) : prefilled(desk)
  const isOthers = draft !== null && draft.secretaryId !== secretaryId
  return { fields, version: draft?.version ?? 0, problems: {}, notice: null, isOthers }
}
